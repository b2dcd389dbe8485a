import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import './example.schemas.js';
import { Answer, PageQuery, Problems, ProjectParam } from '../api/answers.js';
import { ListQuery } from '../api/query.js';
import { ExamplesService } from './examples.service.js';

@ApiTags('examples')
@Controller('v1/projects/:project/examples')
export class ExamplesController {
  constructor(@Inject(ExamplesService) private readonly examples: ExamplesService) {}

  @Get()
  @ApiOperation({ operationId: 'listExamples', summary: 'Examples that were judged' })
  @ProjectParam()
  @PageQuery()
  @Answer(200, 'ExampleList', 'One page.')
  @Problems(400, 404)
  list(@Param('project') project: string, @Query() query: Record<string, unknown>) {
    return this.examples.list(project, new ListQuery(query));
  }

  @Get(':exampleId')
  @ApiOperation({
    operationId: 'getExample',
    summary: 'Everything about one example: posterior, evidence, verdicts, why',
  })
  @ProjectParam()
  @ApiParam({ name: 'exampleId', description: 'Percent-encoded.', schema: { type: 'string' } })
  @Answer(200, 'Example', 'The explanation.')
  @Problems(404)
  explain(@Param('project') project: string, @Param('exampleId') exampleId: string) {
    return this.examples.explain(project, exampleId);
  }
}
