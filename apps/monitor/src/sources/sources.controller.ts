import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { alarmStands, sortDirections, sourceSorts } from '#pipeline';
import './source.schemas.js';
import { Answer, optional, PageQuery, Problems, ProjectParam } from '../api/answers.js';
import { ListQuery } from '../api/query.js';
import { evidenceGrades, sourceAlarmKinds, sourceFilters } from './source-query.js';
import { SourcesService } from './sources.service.js';

@ApiTags('sources')
@Controller('v1/projects/:project/sources')
export class SourcesController {
  constructor(@Inject(SourcesService) private readonly sources: SourcesService) {}

  @Get()
  @ApiOperation({
    operationId: 'listSources',
    summary: 'Sources, the riskiest first',
    description:
      'Sources that are alike stand by id; those of which the order knows nothing (no trend yet) come last. All sources are read ' +
      'together and kept for two seconds; where there are so many that this takes long, for up to eight times as long as it takes.',
  })
  @ProjectParam()
  @ApiQuery({ ...optional('search'), description: 'Part of the id, in any case of letters.' })
  @ApiQuery({
    ...optional('alarm', alarmStands),
    description:
      'open: it has an alarm that nobody took on. acknowledged: all of its alarms are taken on. none: it has none.',
  })
  @ApiQuery({ ...optional('kind', sourceAlarmKinds), description: 'One of its alarms is of this kind.' })
  @ApiQuery({ ...optional('evidence', evidenceGrades), description: 'The same alarm rests on this evidence.' })
  @ApiQuery({ ...optional('sort', sourceSorts), description: 'Default risk: open alarms, then the least accurate.' })
  @ApiQuery({
    ...optional('order', sortDirections),
    description: 'Default: asc for accuracy, trend and sourceId, desc for risk, labels and lastAt.',
  })
  @PageQuery()
  @Answer(200, 'SourceList', 'One page; `at` says when it was read.')
  @Problems(400, 404)
  list(@Param('project') project: string, @Query() query: Record<string, unknown>) {
    return this.sources.list(project, new ListQuery(query, sourceFilters));
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
