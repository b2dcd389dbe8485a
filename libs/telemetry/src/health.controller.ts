import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { HEALTH_CHECKS, type HealthChecks } from './tokens.js';
import { within } from './within.js';

/** A part that does not answer for so long is down. */
const CHECK_TIMEOUT_MS = 2_000;
const schema = { $ref: '#/components/schemas/Health' };

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(HEALTH_CHECKS) private readonly checks: HealthChecks,
  ) {}

  @Get('live')
  @ApiOperation({ operationId: 'getLive', summary: 'The process answers' })
  @ApiResponse({ status: 200, description: 'It does.', schema })
  live() {
    return this.health.check([]);
  }

  @Get('ready')
  @ApiOperation({ operationId: 'getReady', summary: 'Ledger, stream and model are up, and no stage has stopped' })
  @ApiResponse({ status: 200, description: 'All of it is up.', schema })
  @ApiResponse({ status: 503, description: 'Something is not; it says what and why.', schema })
  ready() {
    const names = Object.keys(this.checks);
    return this.health.check(names.map((name) => () => this.indicate(name, this.checks[name]!)));
  }

  private async indicate(name: string, check: () => Promise<void>) {
    const indicator = this.indicators.check(name);
    try {
      await within(check(), CHECK_TIMEOUT_MS);
      return indicator.up();
    } catch (error) {
      return indicator.down({ message: (error as Error).message });
    }
  }
}
