import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { HttpRequest, HttpResponse } from '#http';
import './feed.schemas.js';
import { Answer, PageQuery, Problems, ProjectParam } from '../api/answers.js';
import { ListQuery } from '../api/query.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { FeedService, type Show } from './feed.service.js';
import type { VerdictAnswer } from './feed.schemas.js';
import { isOf, showVerdict } from './show-records.js';

const suspectQuery = ApiQuery({ name: 'suspect', required: false, schema: { type: 'boolean' } });
const sourceQuery = ApiQuery({ name: 'sourceId', required: false, schema: { type: 'string' } });

@ApiTags('verdicts')
@Controller('v1/projects/:project/verdicts')
export class VerdictsController {
  constructor(
    @Inject(FeedService) private readonly feed: FeedService,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listVerdicts', summary: 'Recent verdicts, newest first' })
  @ProjectParam()
  @PageQuery()
  @suspectQuery
  @sourceQuery
  @Answer(200, 'VerdictList', 'One page.')
  @Problems(400, 404)
  async list(@Param('project') id: string, @Query() query: Record<string, unknown>) {
    const wanted = new ListQuery(query, ['suspect', 'sourceId']);
    return this.feed.list('verdicts', wanted, await this.matching(id, wanted));
  }

  @Get('stream')
  @ApiOperation({
    operationId: 'streamVerdicts',
    summary: 'Verdicts as they come (server-sent events)',
    description:
      'Events `verdict`, each with a Verdict as its data. After a break, `Last-Event-ID` goes on where it was; an event ' +
      '`gap` says that something was too old to send again. A repeat after a crash is possible: `seq` tells.',
  })
  @ProjectParam()
  @suspectQuery
  @sourceQuery
  @ApiHeader({ name: 'Last-Event-ID', required: false, schema: { type: 'string' } })
  @ApiProduces('text/event-stream')
  @ApiResponse({ status: 200, description: 'The stream.', schema: { type: 'string' } })
  @Problems(400, 404)
  async stream(
    @Param('project') id: string,
    @Query() query: Record<string, unknown>,
    @Req() request: HttpRequest,
    @Res() response: HttpResponse,
  ): Promise<void> {
    const show = await this.matching(id, new ListQuery(query, ['suspect', 'sourceId']));
    await this.feed.stream('verdicts', 'verdict', { request, response }, show);
  }

  private async matching(id: string, query: ListQuery): Promise<Show<VerdictAnswer>> {
    const first = await this.projects.require(id);
    const [suspect, sourceId] = [query.flag('suspect'), query.text('sourceId')];
    return async (entry) => {
      if (!isOf(first, entry)) return undefined;
      const verdict = showVerdict(entry, await this.projects.require(id));
      if (suspect !== undefined && verdict.suspect !== suspect) return undefined;
      return sourceId === undefined || verdict.sourceId === sourceId ? verdict : undefined;
    };
  }
}
