import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import type { Metrics } from './metrics.js';
import { wantsOpenMetrics } from './open-metrics.js';
import { METRICS } from './tokens.js';

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(METRICS) private readonly metrics: Metrics) {}

  @Get()
  @ApiOperation({
    operationId: 'getMetrics',
    summary: 'Metrics in the text format of Prometheus, or with exemplars in that of OpenMetrics',
  })
  @ApiProduces('text/plain', 'application/openmetrics-text')
  @ApiResponse({ status: 200, description: 'All metrics of this process.', schema: { type: 'string' } })
  async read(@Res() response: ServerResponse, @Headers('accept') accept?: string): Promise<void> {
    const { text, contentType } = await this.metrics.read(wantsOpenMetrics(accept) ? 'open' : 'plain');
    response.setHeader('content-type', contentType);
    response.setHeader('vary', 'accept');
    response.end(text);
  }
}
