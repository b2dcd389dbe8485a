import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries.controller.js';
import { StallWatch } from './stall-watch.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

/** Where events are sent, and what became of them. */
@Module({ controllers: [WebhooksController, DeliveriesController], providers: [WebhooksService, StallWatch] })
export class WebhooksModule {}
