import { Module } from '@nestjs/common';
import { AlertsController } from './alerts.controller.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { FeedService } from './feed.service.js';
import { VerdictsController } from './verdicts.controller.js';

/** What the output logs say: verdicts, alerts, dead letters; recent and live. */
@Module({
  controllers: [VerdictsController, AlertsController, DeadLettersController],
  providers: [FeedService],
})
export class FeedModule {}
