import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { LoggerService } from '@nestjs/common';
import type { AddressInfo } from 'node:net';
import type { Settings } from '#config';
import { accessMiddleware, ProblemFilter } from '#http';
import { openService, readProjectFigures, type Service } from '#pipeline';
import { Metrics, pipelineMetrics, type HealthChecks } from '#telemetry';
import { describeApi, methodsByPath } from './api/document.js';
import { MonitorModule } from './monitor.module.js';

export interface Monitor {
  app: NestExpressApplication;
  service: Service;
  /** `http://host:port` */
  url: string;
  /** Takes no more requests, finishes the batch in hand, closes everything. */
  stop(): Promise<void>;
}

/** Answers to requests in hand may take so long; then their connections are cut. */
const CONNECTIONS_WITHIN_MS = 2_000;

/** The whole monitor, listening and running. @throws Error in words; nothing is left open */
export async function startMonitor(settings: Settings, version: string, logger: LoggerService): Promise<Monitor> {
  const metrics: Metrics = new Metrics({
    lag: async () => (service.notRunning === undefined ? service.pipeline.lag() : []),
    projects: () => figuresOf(service),
  });
  const service = await openService(
    settings,
    { judge: true, train: settings.training.trainer === 'on' },
    { observer: observerOf(metrics, logger), notice: (level, message) => logger[level](message, 'stream') },
  );
  let app: NestExpressApplication | undefined;
  try {
    app = await createApp(settings, service, metrics, version, logger);
    await app.listen(settings.http.port, settings.http.host);
    await service.start((reason) => logger.error(`a stage stopped itself; reading goes on: ${reason}`, 'qualm'));
  } catch (error) {
    await app?.close();
    await service.close();
    throw error;
  }
  const listening = app;
  return { app, service, url: urlOf(app, settings.http.host), stop: () => stop(listening, service) };
}

async function createApp(
  settings: Settings,
  service: Service,
  metrics: Metrics,
  version: string,
  logger: LoggerService,
): Promise<NestExpressApplication> {
  const module = MonitorModule.forRoot({ settings, service, metrics, health: healthChecks(service) });
  const app = await NestFactory.create<NestExpressApplication>(module, { bodyParser: false, logger });
  app.disable('x-powered-by');
  app.use(accessMiddleware(settings.http));
  app.useBodyParser('json', { limit: settings.http.bodyLimitBytes });
  const document = describeApi(app, version);
  app.useGlobalFilters(new ProblemFilter(methodsByPath(document)));
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'docs/openapi.json',
    yamlDocumentUrl: 'docs/openapi.yaml',
  });
  return app;
}

function healthChecks(service: Service): HealthChecks {
  return {
    ledger: () => service.ledger.ping(),
    stream: () => service.log.ping(),
    model: () => service.scorerUp(),
    stages: async () => {
      if (service.notRunning !== undefined) throw new Error(service.notRunning);
    },
  };
}

function observerOf(metrics: Metrics, logger: LoggerService) {
  const measured = pipelineMetrics(metrics);
  return {
    ...measured,
    trained: (...args: Parameters<typeof measured.trained>) => {
      measured.trained(...args);
      const [project, { seconds }, accepted] = args;
      logger.log(
        `${project}: fine-tune ${accepted ? 'accepted' : 'rejected'} after ${seconds.toFixed(1)} s`,
        'trainer',
      );
    },
    failed: (project: string, error: unknown) => {
      measured.failed(project);
      logger.error(`${project}: fine-tune failed: ${(error as Error).message}`, (error as Error).stack, 'trainer');
    },
    refreshFailed: (error: unknown) => {
      measured.refreshFailed();
      logger.warn(`what other stages wrote could not be read: ${(error as Error).message}`, 'qualm');
    },
    alerted: (project: string, kind: string, state: string) => {
      measured.alerted(project, kind, state);
      logger.log(`${project}: an alarm of kind ${kind} is ${state}`, 'watch');
    },
  };
}

async function figuresOf(service: Service) {
  const { projects, models } = service.pipeline;
  const all = await projects.list();
  return Promise.all(
    all.map(async (project) => {
      const { labels, examples, sources } = await readProjectFigures(service, project);
      const { version } = await models.active(project.id);
      return { project: project.id, labels, examples, sources, modelVersion: version };
    }),
  );
}

async function stop(app: NestExpressApplication, service: Service): Promise<void> {
  service.beginClosing();
  const server = app.getHttpServer() as { closeAllConnections(): void };
  const timer = setTimeout(() => server.closeAllConnections(), CONNECTIONS_WITHIN_MS);
  await app.close().finally(() => clearTimeout(timer));
  await service.close();
}

function urlOf(app: NestExpressApplication, host: string): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
