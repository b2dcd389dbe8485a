import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import './source.schemas.js';
import { Answer, PageQuery, Problems, ProjectParam } from '../api/answers.js';
import { ListQuery } from '../api/query.js';
import { SourcesService } from './sources.service.js';

@ApiTags('sources')
@Controller('v1/projects/:project/sources')
export class SourcesController {
  constructor(@Inject(SourcesService) private readonly sources: SourcesService) {}

  @Get()
  @ApiOperation({ operationId: 'listSources', summary: 'Sources, the riskiest first' })
  @ProjectParam()
  @PageQuery()
  @Answer(200, 'SourceList', 'One page; at most two seconds old.')
  @Problems(400, 404)
  list(@Param('project') project: string, @Query() query: Record<string, unknown>) {
    return this.sources.list(project, new ListQuery(query));
  }

  @Get(':sourceId')
  @ApiOperation({ operationId: 'getSource', summary: 'One source: noise matrix with intervals, history, alarms' })
  @ProjectParam()
  @ApiParam({ name: 'sourceId', description: 'Percent-encoded.', schema: { type: 'string' } })
  @Answer(200, 'SourceDetail', 'The source.')
  @Problems(404)
  one(@Param('project') project: string, @Param('sourceId') sourceId: string) {
    return this.sources.one(project, sourceId);
  }
}
