import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import './connector.schemas.js';
import { Answer, JsonBody, Problems } from '../api/answers.js';
import { ConnectorsService } from './connectors.service.js';

/** An option in the query, as text. */
function Option(name: string, description: string, more: { required?: boolean; values?: string[] } = {}) {
  const schema = more.values ? { type: 'string', enum: more.values } : { type: 'string' };
  return ApiQuery({ name, description, required: more.required ?? false, schema });
}

@ApiTags('connectors')
@Controller('v1/connectors')
export class ConnectorsController {
  constructor(@Inject(ConnectorsService) private readonly connectors: ConnectorsService) {}

  @Get()
  @ApiOperation({ operationId: 'listConnectors', summary: 'Labeling platforms that can send here as they are' })
  @Answer(200, 'ConnectorList', 'All of them.')
  list() {
    return this.connectors.list();
  }

  @Post('label-studio')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'postLabelStudio',
    summary: 'Webhooks of Label Studio, or what it exported',
    description:
      'With `QUALM_CONNECTOR_SECRET` set, the header `X-Qualm-Connector-Secret` opens it, in place of the key. What is ' +
      'taken is durable before the answer. Messages may come twice and in any order.',
  })
  @Option('project', 'Project of Qualm that the labels are for.', { required: true })
  @Option('fromName', 'Control tag whose choice is the label; needed where there are several, and for JSON_MIN.')
  @Option('exampleId', "Field of the task's data that names the example, such as `data.key`; default: the task's id.")
  @Option('annotator', 'Which name of the annotator is the source; default id.', { values: ['id', 'email'] })
  @Option('source', 'Stands before every source.')
  @Option('goldOrigin', 'How tasks with a ground truth were chosen; default targeted.', {
    values: ['honeypot', 'sampled', 'targeted'],
  })
  @Option('text', "Field of the task's data with the text that the annotator saw, such as `data.text`.")
  @JsonBody('LabelStudioMessage')
  @Answer(202, 'ConnectorTaken', 'What could be taken is durable; what gave nothing is said.')
  @Problems(400, 404, 413, 415, 503)
  labelStudio(@Query() query: Record<string, unknown>, @Body() body: unknown) {
    return this.connectors.takeLabelStudio(query, body);
  }
}
