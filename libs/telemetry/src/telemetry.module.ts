import { Module, type DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { HEALTH_CHECKS, METRICS, type HealthChecks } from './tokens.js';
import type { Metrics } from './metrics.js';

/** `/metrics`, `/health/live` and `/health/ready` of one process. */
@Module({})
export class TelemetryModule {
  static forRoot(options: { metrics: Metrics; health: HealthChecks }): DynamicModule {
    return {
      module: TelemetryModule,
      imports: [TerminusModule.forRoot({ errorLogStyle: 'json', logger: false })],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: METRICS, useValue: options.metrics },
        { provide: HEALTH_CHECKS, useValue: options.health },
      ],
    };
  }
}
