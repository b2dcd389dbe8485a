import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import { didYouMean, InvalidInput } from '#labels';
import { sourceMetrics } from '#telemetry';
import { Problems } from '../api/answers.js';
import { SourceMetricsService } from './source-metrics.service.js';

const names = ['project', 'source'];

/** A source as a target of its own: only what is asked for costs a scrape, however many sources there are. */
@ApiTags('operations')
@Controller('metrics/source')
export class SourceMetricsController {
  constructor(@Inject(SourceMetricsService) private readonly sources: SourceMetricsService) {}

  @Get()
  @ApiOperation({
    operationId: 'getSourceMetrics',
    summary: 'All metrics of one source, its noise matrix and tests included, in the text format of Prometheus',
  })
  @ApiQuery({ name: 'project', description: 'Id of the project.', schema: { type: 'string' } })
  @ApiQuery({ name: 'source', description: 'Id of the source.', schema: { type: 'string' } })
  @ApiProduces('text/plain')
  @ApiResponse({ status: 200, description: 'Metrics of this source only.', schema: { type: 'string' } })
  @Problems(400, 404)
  async read(@Query() query: Record<string, unknown>, @Res() response: ServerResponse): Promise<void> {
    refuseOthers(query);
    const figures = await this.sources.one(parameter(query, 'project'), parameter(query, 'source'));
    const { text, contentType } = await sourceMetrics(figures);
    response.setHeader('content-type', contentType);
    response.end(text);
  }
}

/** @throws InvalidInput */
function refuseOthers(query: Record<string, unknown>): void {
  for (const name of Object.keys(query)) {
    if (names.includes(name)) continue;
    throw new InvalidInput(name.slice(0, 80), undefined, `is not a parameter here${didYouMean(name, names)}`);
  }
}

/** @throws InvalidInput */
function parameter(query: Record<string, unknown>, name: string): string {
  const value = query[name];
  if (value === undefined || value === '') throw new InvalidInput(name, undefined, 'is missing');
  if (typeof value === 'string') return value;
  throw new InvalidInput(name, value, 'is given more than once');
}
