import { Module } from '@nestjs/common';
import { SourceMetricsController } from './source-metrics.controller.js';
import { SourceMetricsService } from './source-metrics.service.js';

@Module({ controllers: [SourceMetricsController], providers: [SourceMetricsService] })
export class SourceMetricsModule {}
