import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '#config';
import type { Service } from '#pipeline';
import { TelemetryModule, type HealthChecks, type Metrics } from '#telemetry';
import { AlarmsModule } from './alarms/alarms.module.js';
import { ConnectorsModule } from './connectors/connectors.module.js';
import { ExamplesModule } from './examples/examples.module.js';
import { ExportModule } from './export/export.module.js';
import { FeedModule } from './feed/feed.module.js';
import { MediaTypeModule } from './api/media-type.module.js';
import { IngestModule } from './ingest/ingest.module.js';
import { ModelsModule } from './models/models.module.js';
import { ProjectsModule } from './projects/projects.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { ServiceModule } from './service/service.module.js';
import { SourceMetricsModule } from './source-metrics/source-metrics.module.js';
import { SourcesModule } from './sources/sources.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

export interface MonitorParts {
  settings: Settings;
  service: Service;
  metrics: Metrics;
  health: HealthChecks;
}

@Module({})
export class MonitorModule {
  static forRoot({ settings, service, metrics, health }: MonitorParts): DynamicModule {
    const rooms = [
      ProjectsModule,
      IngestModule,
      ExamplesModule,
      ExportModule,
      SourcesModule,
      AlarmsModule,
      FeedModule,
      ModelsModule,
      SourceMetricsModule,
      ReviewsModule,
      WebhooksModule,
      ConnectorsModule,
    ];
    return {
      module: MonitorModule,
      imports: [
        ServiceModule.forRoot(settings, service),
        TelemetryModule.forRoot({ metrics, health }),
        MediaTypeModule,
        ...rooms,
      ],
    };
  }
}
