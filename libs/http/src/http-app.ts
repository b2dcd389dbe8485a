import type { DynamicModule, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accessMiddleware } from './access.js';
import { bodyProblems } from './to-problem.js';

export interface HttpSettings {
  host: string;
  port: number;
  apiKey?: string | undefined;
  connectorSecret?: string | undefined;
  bodyLimitBytes: number;
}

/** Answers to requests in hand may take so long at the end; then their connections are cut. */
const CONNECTIONS_WITHIN_MS = 2_000;

/**
 * A Nest application behind the rules of access; it does not listen yet.
 * @param open adds what anybody may read
 */
export async function createHttpApp(
  module: DynamicModule,
  settings: HttpSettings,
  logger: LoggerService,
  open?: (app: NestExpressApplication) => void,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, {
    bodyParser: false,
    abortOnError: false,
    logger,
  });
  app.disable('x-powered-by');
  open?.(app);
  app.use(accessMiddleware(settings));
  app.useBodyParser('json', { limit: settings.bodyLimitBytes });
  app.use(bodyProblems);
  return app;
}

/** Resolves to its URL. @throws Error in words when the address is taken */
export async function listen(app: NestExpressApplication, { host, port }: HttpSettings): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EADDRNOTAVAIL' && code !== 'EACCES') throw error;
    const says = code === 'EADDRINUSE' ? 'is in use by another process' : 'cannot be listened on here';
    throw new Error(`QUALM_HOST, QUALM_PORT: ${host}:${port} ${says}`, { cause: error });
  }
  const address = server(app).address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

/** Takes no more requests, lets those in hand end for a while, and runs the modules' own endings. */
export async function closeHttpApp(app: NestExpressApplication): Promise<void> {
  const timer = setTimeout(() => server(app).closeAllConnections(), CONNECTIONS_WITHIN_MS);
  await app.close().finally(() => clearTimeout(timer));
}

function server(app: NestExpressApplication): Server {
  return app.getHttpServer() as Server;
}
