import { Body, Controller, Get, Header, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import './project.schemas.js';
import { Answer, JsonBody, PageQuery, Problems, ProjectParam } from '../api/answers.js';
import { ListQuery } from '../api/query.js';
import { ProjectsService } from './projects.service.js';

@ApiTags('projects')
@Controller('v1/projects')
export class ProjectsController {
  constructor(@Inject(ProjectsService) private readonly projects: ProjectsService) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ operationId: 'createProject', summary: 'Make a project' })
  @JsonBody('NewProject')
  @Answer(201, 'Project', 'It is made; `Location` says where it is.')
  @Problems(400, 409, 413, 415)
  async create(@Body() body: unknown, @Res({ passthrough: true }) response: ServerResponse) {
    const project = await this.projects.create(body);
    response.setHeader('location', `/v1/projects/${project.id}`);
    return project;
  }

  @Get()
  @ApiOperation({ operationId: 'listProjects', summary: 'All projects, by id' })
  @PageQuery()
  @Answer(200, 'ProjectList', 'One page.')
  @Problems(400)
  list(@Query() query: Record<string, unknown>) {
    return this.projects.list(new ListQuery(query));
  }

  @Get(':project')
  @ApiOperation({ operationId: 'getProject', summary: 'One project and how far it has come' })
  @ProjectParam()
  @Answer(200, 'ProjectStatus', 'The project.')
  @Problems(404)
  status(@Param('project') id: string) {
    return this.projects.status(id);
  }

  @Get(':project/progress')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'getProgress', summary: 'How far behind the stages are' })
  @ProjectParam()
  @Answer(200, 'Progress', 'Counts and lag.')
  @Problems(404)
  progress(@Param('project') id: string) {
    return this.projects.progress(id);
  }

  @Patch(':project')
  @ApiOperation({
    operationId: 'changeProject',
    summary: 'Change settings',
    description:
      'Those that are named; the others stay. alarmLevel, accuracyLine, driftRunLength, settleAfterLabels and settleWindow are ' +
      'fixed once a label was taken (409): the promise of running tests rests on them. What is shown of examples (`display`) ' +
      'is kept from now on; what was kept before stays.',
  })
  @ProjectParam()
  @JsonBody('ProjectChange')
  @Answer(200, 'Project', 'The project as it is now.')
  @Problems(400, 404, 409, 413, 415)
  change(@Param('project') id: string, @Body() body: unknown) {
    return this.projects.change(id, body);
  }

  @Post(':project/classes')
  @HttpCode(200)
  @ApiOperation({ operationId: 'appendClasses', summary: 'Append classes' })
  @ProjectParam()
  @JsonBody('NewClasses')
  @Answer(200, 'Project', 'The project with its new classes.')
  @Problems(400, 404, 413, 415)
  appendClasses(@Param('project') id: string, @Body() body: unknown) {
    return this.projects.appendClasses(id, body);
  }
}
