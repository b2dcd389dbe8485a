import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { MAX_TIME_BUCKETS } from '#watch';
import './figures.schemas.js';
import { Answer, Problems, ProjectParam } from '../api/answers.js';
import { ListQuery, RequestQuery } from '../api/query.js';
import { FiguresService } from './figures.service.js';

@ApiTags('projects')
@Controller('v1/projects/:project')
export class FiguresController {
  constructor(@Inject(FiguresService) private readonly figures: FiguresService) {}

  @Get('history')
  @ApiOperation({ operationId: 'getProjectHistory', summary: 'How right the labels of each time are' })
  @ProjectParam()
  @ApiQuery({
    name: 'buckets',
    required: false,
    description: 'At most so many.',
    schema: { type: 'integer', minimum: 1, maximum: MAX_TIME_BUCKETS, default: MAX_TIME_BUCKETS },
  })
  @Answer(200, 'ProjectHistory', 'In order of time.')
  @Problems(400, 404)
  history(@Param('project') project: string, @Query() query: Record<string, unknown>) {
    return this.figures.history(project, new RequestQuery(query, ['buckets'], 'the history').text('buckets'));
  }

  @Get('noise-matrix')
  @ApiOperation({ operationId: 'getProjectNoiseMatrix', summary: 'What all sources together make of each class' })
  @ProjectParam()
  @Answer(200, 'ProjectNoiseMatrix', 'From all current labels.')
  @Problems(404)
  noiseMatrix(@Param('project') project: string) {
    return this.figures.noiseMatrix(project);
  }

  @Get('confusions')
  @ApiOperation({
    operationId: 'listConfusions',
    summary: 'Which classes are confused, and whether by everybody',
    description: 'Who is behind them is as old as the list of sources.',
  })
  @ProjectParam()
  @ApiQuery({
    name: 'limit',
    required: false,
    description: 'Most items; there are no further pages.',
    schema: { type: 'integer', minimum: 1, maximum: 1_000, default: 100 },
  })
  @Answer(200, 'ConfusionList', 'Most counted first.')
  @Problems(400, 404)
  confusions(@Param('project') project: string, @Query() query: Record<string, unknown>) {
    return this.figures.confusions(project, new ListQuery(query));
  }
}
