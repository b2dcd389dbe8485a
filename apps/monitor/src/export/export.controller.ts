import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { HttpResponse } from '#http';
import { optional, Problems, ProjectParam } from '../api/answers.js';
import { RequestQuery } from '../api/query.js';
import { exampleFilters } from '../examples/example-filter.js';
import { ExampleFilters } from '../examples/example-filter.docs.js';
import { ExportService, exportFormats, exportParameters } from './export.service.js';
import { sendDownload } from './send-download.js';
import { exportedRows } from './table.js';

const text = { schema: { type: 'string' } };

@ApiTags('examples')
@Controller('v1/projects/:project/export')
export class ExportController {
  constructor(@Inject(ExportService) private readonly exports: ExportService) {}

  @Get()
  @ApiOperation({
    operationId: 'exportProject',
    summary: 'Cleaned labels as a file',
    description:
      'Made while it is read, of any number of examples, in no particular order; an example may come twice while labels come. ' +
      'A file that was cut off ends without its last line end, bracket or footer, and the connection breaks.',
  })
  @ProjectParam()
  @ApiQuery({
    ...optional('format', exportFormats),
    description:
      'Default ndjson. csv (RFC 4180) has no posterior, and an apostrophe stands before text that a spreadsheet would run as a formula. ' +
      'label-studio: predictions to import there.',
  })
  @ApiQuery({ ...optional('rows', exportedRows), description: 'What is a row; default examples.' })
  @ExampleFilters()
  @ApiQuery({ ...optional('fromName'), description: 'label-studio: name of the Choices tag; default choice.' })
  @ApiQuery({ ...optional('toName'), description: 'label-studio: name of the tag that it is about; default image.' })
  @ApiQuery({
    ...optional('exampleId'),
    description:
      'label-studio: field of the task that names the example, such as data.key: the file has tasks with predictions. Without it the ' +
      'examples must be named by the ids of tasks, and the file is for /api/projects/{id}/import/predictions.',
  })
  @ApiResponse({
    status: 200,
    description: 'The file; `content-disposition` names it.',
    content: {
      'application/x-ndjson': text,
      'text/csv': text,
      'application/vnd.apache.parquet': { schema: { type: 'string', format: 'binary' } },
      'application/json': { schema: { type: 'array', items: { type: 'object' } } },
    },
  })
  @Problems(400, 404)
  async export(
    @Param('project') project: string,
    @Query() query: Record<string, unknown>,
    @Res() response: HttpResponse,
  ): Promise<void> {
    const asked = new RequestQuery(query, [...exportParameters, ...exampleFilters], 'an export');
    await sendDownload(await this.exports.open(project, asked), response);
  }
}
