import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import './example.schemas.js';
import './prototype.schemas.js';
import { Answer, PageQuery, Problems, ProjectParam } from '../api/answers.js';
import { ListQuery } from '../api/query.js';
import { exampleFilters } from './example-filter.js';
import { ExampleFilters } from './example-filter.docs.js';
import { ExamplesService } from './examples.service.js';
import { PrototypesService } from './prototypes.service.js';

@ApiTags('examples')
@Controller('v1/projects/:project/examples')
export class ExamplesController {
  constructor(
    @Inject(ExamplesService) private readonly examples: ExamplesService,
    @Inject(PrototypesService) private readonly prototypes: PrototypesService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listExamples',
    summary: 'Examples that were judged',
    description:
      'What is asked of a label (sourceId, label, suspect, minQuality, maxQuality) one and the same current label must have. With ' +
      'filters a page looks at 2,000 examples at most: it may be short or empty and still have a `nextCursor`.',
  })
  @ProjectParam()
  @ExampleFilters()
  @PageQuery()
  @Answer(200, 'ExampleList', 'One page.')
  @Problems(400, 404)
  list(@Param('project') project: string, @Query() query: Record<string, unknown>) {
    return this.examples.list(project, new ListQuery(query, exampleFilters));
  }

  @Get(':exampleId/prototypes')
  @ApiOperation({
    operationId: 'getNearestPrototypes',
    summary: 'Which prototypes of the model an example looks most like',
    description:
      'Its features must be kept: images are where the project shows them (`display`), others while the buffer of the trainer holds them.',
  })
  @ProjectParam()
  @ExampleParam()
  @ApiQuery({
    name: 'limit',
    required: false,
    description: 'Most prototypes.',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 8 },
  })
  @Answer(200, 'NearestPrototypes', 'The nearest, the most similar first.')
  @Problems(400, 404)
  nearest(
    @Param('project') project: string,
    @Param('exampleId') exampleId: string,
    @Query() query: Record<string, unknown>,
  ) {
    return this.prototypes.nearest(project, exampleId, query);
  }

  @Get(':exampleId')
  @ApiOperation({
    operationId: 'getExample',
    summary: 'Everything about one example: posterior, evidence, verdicts, why',
  })
  @ProjectParam()
  @ExampleParam()
  @Answer(200, 'Example', 'The explanation.')
  @Problems(404)
  explain(@Param('project') project: string, @Param('exampleId') exampleId: string) {
    return this.examples.explain(project, exampleId);
  }
}

function ExampleParam() {
  return ApiParam({ name: 'exampleId', description: 'Percent-encoded.', schema: { type: 'string' } });
}
