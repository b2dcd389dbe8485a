import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { HttpRequest, HttpResponse } from '#http';
import { presentProbability } from '#labels';
import { RankedSources } from '#pipeline';
import './feed.schemas.js';
import { Answer, PageQuery, Problems, ProjectParam } from '../api/answers.js';
import { ListQuery } from '../api/query.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { openAlarmJson } from '../sources/present-source.js';
import type { AlertAnswer, AlertListJson } from './feed.schemas.js';
import { FeedService, type Show } from './feed.service.js';
import { isOf, showAlert } from './show-records.js';

const SHOWN_OPEN = 100;

@ApiTags('alerts')
@Controller('v1/projects/:project/alerts')
export class AlertsController {
  constructor(
    @Inject(FeedService) private readonly feed: FeedService,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
    @Inject(RankedSources) private readonly sources: RankedSources,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listAlerts', summary: 'Open alarms, and recent alerts, newest first' })
  @ProjectParam()
  @PageQuery()
  @Answer(200, 'AlertList', 'What is open, and one page of what happened.')
  @Problems(400, 404)
  async list(@Param('project') id: string, @Query() query: Record<string, unknown>): Promise<AlertListJson> {
    const inUse = await this.projects.requireInUse(id);
    const recent = await this.feed.list('alerts', new ListQuery(query), this.matching(id));
    const alarmed = (await this.sources.all(inUse)).filter((source) => source.alarms.length > 0);
    const open = alarmed.slice(0, SHOWN_OPEN).map(({ sourceId, accuracy, alarms }) => ({
      sourceId,
      accuracy: presentProbability(accuracy),
      alarms: alarms.map((alarm) => openAlarmJson(alarm, inUse.project)),
    }));
    return { open, openTotal: alarmed.length, ...recent };
  }

  @Get('stream')
  @ApiOperation({ operationId: 'streamAlerts', summary: 'Alerts as they come (server-sent events named `alert`)' })
  @ProjectParam()
  @ApiHeader({ name: 'Last-Event-ID', required: false, schema: { type: 'string' } })
  @ApiProduces('text/event-stream')
  @ApiResponse({ status: 200, description: 'The stream.', schema: { type: 'string' } })
  @Problems(400, 404)
  async stream(@Param('project') id: string, @Req() request: HttpRequest, @Res() response: HttpResponse) {
    await this.projects.require(id);
    await this.feed.stream('alerts', 'alert', { request, response }, this.matching(id));
  }

  private matching(id: string): Show<AlertAnswer> {
    return async (entry) => {
      const project = await this.projects.require(id);
      return isOf(project, entry) ? showAlert(entry, project) : undefined;
    };
  }
}
