import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import './event.schemas.js';
import './webhook.schemas.js';
import { Answer, JsonBody, PageQuery, Problems, ProjectParam } from '../api/answers.js';
import { json, Takes } from '../api/media-type.js';
import { ListQuery } from '../api/query.js';
import { WebhooksService } from './webhooks.service.js';

@ApiTags('webhooks')
@Controller('v1/projects/:project/webhooks')
export class WebhooksController {
  constructor(@Inject(WebhooksService) private readonly webhooks: WebhooksService) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ operationId: 'createWebhook', summary: 'Have events sent somewhere' })
  @ProjectParam()
  @JsonBody('NewWebhook')
  @Answer(201, 'WebhookWithSecret', 'It is made; `Location` says where it is. The secret is shown only here.')
  @Problems(400, 404, 413, 415)
  async create(
    @Param('project') project: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: ServerResponse,
  ) {
    const webhook = await this.webhooks.create(project, body);
    response.setHeader('location', `/v1/projects/${project}/webhooks/${webhook.id}`);
    return webhook;
  }

  @Get()
  @ApiOperation({ operationId: 'listWebhooks', summary: 'Webhooks of a project' })
  @ProjectParam()
  @PageQuery()
  @Answer(200, 'WebhookList', 'One page.')
  @Problems(400, 404)
  list(@Param('project') project: string, @Query() query: Record<string, unknown>) {
    return this.webhooks.list(project, new ListQuery(query));
  }

  @Get(':webhook')
  @ApiOperation({ operationId: 'getWebhook', summary: 'One webhook' })
  @ProjectParam()
  @ApiParam({ name: 'webhook', schema: { type: 'string' } })
  @Answer(200, 'Webhook', 'The webhook.')
  @Problems(404)
  one(@Param('project') project: string, @Param('webhook') id: string) {
    return this.webhooks.one(project, id);
  }

  @Patch(':webhook')
  @ApiOperation({ operationId: 'changeWebhook', summary: 'Change a webhook, disable it, or enable it again' })
  @ProjectParam()
  @ApiParam({ name: 'webhook', schema: { type: 'string' } })
  @JsonBody('WebhookChange')
  @Answer(200, 'Webhook', 'The webhook as it is now.')
  @Problems(400, 404, 413, 415)
  change(@Param('project') project: string, @Param('webhook') id: string, @Body() body: unknown) {
    return this.webhooks.change(project, id, body);
  }

  @Delete(':webhook')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteWebhook', summary: 'Remove a webhook and its deliveries' })
  @ProjectParam()
  @ApiParam({ name: 'webhook', schema: { type: 'string' } })
  @ApiResponse({ status: 204, description: 'It is gone.' })
  @Problems(404)
  async remove(@Param('project') project: string, @Param('webhook') id: string): Promise<void> {
    await this.webhooks.remove(project, id);
  }

  @Post(':webhook/secret')
  @HttpCode(200)
  @Takes(json, '')
  @ApiOperation({ operationId: 'rotateWebhookSecret', summary: 'A new secret; the one before signs too for a day' })
  @ProjectParam()
  @ApiParam({ name: 'webhook', schema: { type: 'string' } })
  @Answer(200, 'WebhookWithSecret', 'The new secret, shown only here.')
  @Problems(404)
  rotate(@Param('project') project: string, @Param('webhook') id: string) {
    return this.webhooks.rotate(project, id);
  }

  @Post(':webhook/test')
  @HttpCode(202)
  @Takes(json, '')
  @ApiOperation({ operationId: 'testWebhook', summary: 'Send a test event' })
  @ProjectParam()
  @ApiParam({ name: 'webhook', schema: { type: 'string' } })
  @Answer(202, 'Delivery', 'It is on its way.')
  @Problems(404, 409)
  test(@Param('project') project: string, @Param('webhook') id: string) {
    return this.webhooks.test(project, id);
  }
}
