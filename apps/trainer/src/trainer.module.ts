import { Module, type DynamicModule } from '@nestjs/common';
import { TelemetryModule, type HealthChecks, type Metrics } from '#telemetry';

@Module({})
export class TrainerModule {
  static forRoot(metrics: Metrics, health: HealthChecks): DynamicModule {
    return { module: TrainerModule, imports: [TelemetryModule.forRoot({ metrics, health })] };
  }
}
