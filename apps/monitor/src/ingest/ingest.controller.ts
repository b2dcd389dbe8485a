import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problem, type HttpRequest, type HttpResponse } from '#http';
import './ingest.schemas.js';
import { Answer, JsonBody, Problems, ProjectParam } from '../api/answers.js';
import { IngestService } from './ingest.service.js';
import { json, mediaTypeOf, ndjson, Takes } from '../api/media-type.js';

@ApiTags('labels')
@Controller('v1/projects/:project')
export class IngestController {
  constructor(@Inject(IngestService) private readonly ingest: IngestService) {}

  @Post('labels')
  @HttpCode(202)
  @Takes(json, ndjson)
  @ApiOperation({
    operationId: 'postLabels',
    summary: 'Send labels',
    description:
      'JSON: one label or a list; all are taken, or none. NDJSON: one event a line, of any length, read as it comes and ' +
      'held back while too many events wait; good lines are taken whatever becomes of others. What is taken is ' +
      'durable before the answer, and judged within moments after.',
  })
  @ProjectParam()
  @ApiConsumes(json, ndjson)
  @JsonBody('NewLabels')
  @Answer(202, 'LabelsTaken', 'All of it is taken.')
  @Answer(207, 'Uploaded', 'Of an NDJSON stream: some lines are taken, others not.')
  @Problems(400, 404, 413, 415, 503)
  async labels(
    @Param('project') project: string,
    @Body() body: unknown,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) response: HttpResponse,
  ) {
    if (mediaTypeOf(request) !== ndjson) return this.ingest.takeJson(project, body, { listName: 'labels' });
    const outcome = await this.ingest.takeLines(project, request);
    if (outcome.rejected === 0) return outcome;
    if (outcome.accepted === 0) {
      const says = `none of the ${outcome.rejected} lines could be taken; the first: ${outcome.errors[0]!.detail}`;
      throw new Problem('nothing-taken', says, { members: { ...outcome } });
    }
    response.statusCode = 207;
    return outcome;
  }

  @Post('retractions')
  @HttpCode(202)
  @ApiOperation({ operationId: 'postRetraction', summary: 'Take a label back' })
  @ProjectParam()
  @JsonBody('NewRetraction')
  @Answer(202, 'Accepted', 'It is taken. Without such a label it has no effect.')
  @Problems(400, 404, 413, 415, 503)
  retract(@Param('project') project: string, @Body() body: unknown) {
    return this.ingest.takeJson(project, body, { kind: 'retract' });
  }

  @Post('gold')
  @HttpCode(202)
  @ApiOperation({ operationId: 'postGold', summary: 'Say what the true label of an example is' })
  @ProjectParam()
  @JsonBody('NewGold')
  @Answer(202, 'Accepted', 'All of it is taken.')
  @Problems(400, 404, 413, 415, 503)
  gold(@Param('project') project: string, @Body() body: unknown) {
    return this.ingest.takeJson(project, body, { kind: 'gold', listName: 'gold' });
  }
}
