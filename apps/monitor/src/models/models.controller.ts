import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import './model.schemas.js';
import '../examples/prototype.schemas.js';
import { Answer, PageQuery, Problems, ProjectParam } from '../api/answers.js';
import { ListQuery } from '../api/query.js';
import { ModelsService } from './models.service.js';

@ApiTags('models')
@Controller('v1/projects/:project/models')
export class ModelsController {
  constructor(@Inject(ModelsService) private readonly models: ModelsService) {}

  @Get()
  @ApiOperation({ operationId: 'listModels', summary: 'Model versions, newest first, and which one is in use' })
  @ProjectParam()
  @PageQuery()
  @Answer(200, 'ModelList', 'One page.')
  @Problems(400, 404)
  list(@Param('project') project: string, @Query() query: Record<string, unknown>) {
    return this.models.list(project, new ListQuery(query));
  }

  @Get(':version/prototypes')
  @ApiOperation({ operationId: 'listPrototypes', summary: 'The examples that a model version takes for typical' })
  @ProjectParam()
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1 } })
  @PageQuery()
  @Answer(200, 'PrototypeList', 'One page; it may be short where images are large.')
  @Problems(400, 404)
  prototypes(
    @Param('project') project: string,
    @Param('version') version: string,
    @Query() query: Record<string, unknown>,
  ) {
    return this.models.prototypes(project, version, new ListQuery(query));
  }

  @Get(':version')
  @ApiOperation({ operationId: 'getModel', summary: 'One model version: its gate and its report' })
  @ProjectParam()
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1 } })
  @Answer(200, 'ModelVersion', 'The version.')
  @Problems(404)
  one(@Param('project') project: string, @Param('version') version: string) {
    return this.models.one(project, version);
  }
}
