import { ConsoleLogger, type LogLevel } from '@nestjs/common';

export interface LogSettings {
  level: 'error' | 'warn' | 'info' | 'debug';
  format: 'pretty' | 'json';
}

const levels: LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug'];
const leastWeight: Record<LogSettings['level'], LogLevel> = {
  error: 'error',
  warn: 'warn',
  info: 'log',
  debug: 'debug',
};

/** What the framework says of its own start is of interest only to who debugs it. */
const frameworkContexts = ['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication'];

class QuietLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && frameworkContexts.includes(context)) this.debug(message, context);
    else super.log(message, ...(rest as string[]));
  }
}

/** Lines for people or, one JSON object each, for machines. */
export function createLogger({ level, format }: LogSettings): ConsoleLogger {
  const logLevels = levels.slice(0, levels.indexOf(leastWeight[level]) + 1);
  const json = format === 'json';
  return new QuietLogger({ prefix: 'qualm', json, colors: !json && process.stdout.isTTY === true, logLevels });
}
