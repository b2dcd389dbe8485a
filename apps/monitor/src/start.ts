import type { LoggerService } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { Clock } from '#alerts';
import type { Settings } from '#config';
import { closeHttpApp, createHttpApp, listen, ProblemFilter } from '#http';
import { openService, readAllFigures, type Service } from '#pipeline';
import { Metrics, packageVersion, pipelineObserver, tellBackends, webhookObserver } from '#telemetry';
import { describeApi, methodsByPath } from './api/document.js';
import { MonitorModule } from './monitor.module.js';
import { SourceMetricsService } from './source-metrics/source-metrics.service.js';
import { servePage } from './page/serve-page.js';

export interface Monitor {
  app: NestExpressApplication;
  service: Service;
  /** `http://host:port` */
  url: string;
  /** Takes no more requests, finishes the batch in hand, closes everything. */
  stop(): Promise<void>;
}

/**
 * The whole monitor, listening and running.
 * @param webhookClock time as deliveries see it
 * @throws Error in words; nothing is left open
 */
export async function startMonitor(settings: Settings, logger: LoggerService, webhookClock?: Clock): Promise<Monitor> {
  const metrics: Metrics = new Metrics({
    lag: async () => (service.notRunning === undefined ? service.pipeline.lag() : []),
    projects: () => readAllFigures(service),
    sources: async () => (await app?.get(SourceMetricsService).followed()) ?? [],
    queues: () => service.queues(),
    tensors: () => service.tensors(),
    checks: () => service.checks(),
    pendingDeliveries: () => service.pipeline.webhooks?.pending ?? 0,
  });
  const role = { judge: true, train: settings.training.trainer === 'on' };
  const service = await openService(settings, role, {
    observer: pipelineObserver(metrics, logger),
    notice: (level, message) => logger[level](message, 'stream'),
    webhooks: {
      userAgent: `Qualm/${packageVersion()}`,
      observer: webhookObserver(metrics, logger),
      clock: webhookClock,
    },
  });
  let app: NestExpressApplication | undefined;
  try {
    app = await createApp(settings, service, metrics, logger);
    const url = await listen(app, settings.http);
    await service.start((reason) => logger.error(`a stage stopped itself; reading goes on: ${reason}`, 'qualm'));
    void tellBackends(service.backends(), metrics, logger);
    return running(app, service, url);
  } catch (error) {
    await app?.close();
    await service.close();
    throw error;
  }
}

async function createApp(
  settings: Settings,
  service: Service,
  metrics: Metrics,
  logger: LoggerService,
): Promise<NestExpressApplication> {
  const module = MonitorModule.forRoot({ settings, service, metrics, health: service.checks() });
  const app = await createHttpApp(module, settings.http, logger, servePage);
  const document = describeApi(app, packageVersion());
  app.useGlobalFilters(new ProblemFilter(methodsByPath(document)));
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'docs/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Qualm API',
  });
  return app;
}

function running(app: NestExpressApplication, service: Service, url: string): Monitor {
  const stop = async () => {
    service.beginClosing();
    await closeHttpApp(app);
    await service.close();
  };
  return { app, service, url, stop };
}
