import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import './webhook.schemas.js';
import { Answer, PageQuery, Problems, ProjectParam } from '../api/answers.js';
import { json, Takes } from '../api/media-type.js';
import { ListQuery } from '../api/query.js';
import { WebhooksService, type DeliveryPath } from './webhooks.service.js';

@ApiTags('webhooks')
@Controller('v1/projects/:project/webhooks/:webhook/deliveries')
export class DeliveriesController {
  constructor(@Inject(WebhooksService) private readonly webhooks: WebhooksService) {}

  @Get()
  @ApiOperation({ operationId: 'listDeliveries', summary: 'What was sent to a webhook, the newest event first' })
  @ProjectParam()
  @ApiParam({ name: 'webhook', schema: { type: 'string' } })
  @PageQuery()
  @Answer(200, 'DeliveryList', 'One page.')
  @Problems(400, 404)
  list(@Param('project') project: string, @Param('webhook') id: string, @Query() query: Record<string, unknown>) {
    return this.webhooks.deliveries(project, id, new ListQuery(query));
  }

  @Get(':delivery')
  @ApiOperation({ operationId: 'getDelivery', summary: 'One delivery and its attempts' })
  @ProjectParam()
  @ApiParam({ name: 'webhook', schema: { type: 'string' } })
  @ApiParam({ name: 'delivery', schema: { type: 'string' } })
  @Answer(200, 'Delivery', 'The delivery.')
  @Problems(404)
  one(@Param() path: DeliveryPath) {
    return this.webhooks.delivery(path);
  }

  @Post(':delivery/redeliver')
  @HttpCode(202)
  @Takes(json, '')
  @ApiOperation({ operationId: 'redeliver', summary: 'Send it again, under the same id' })
  @ProjectParam()
  @ApiParam({ name: 'webhook', schema: { type: 'string' } })
  @ApiParam({ name: 'delivery', schema: { type: 'string' } })
  @Answer(202, 'Delivery', 'It is on its way.')
  @Problems(404, 409)
  again(@Param() path: DeliveryPath) {
    return this.webhooks.sendAgain(path);
  }
}
