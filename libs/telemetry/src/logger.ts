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

/** Lines for people or, one JSON object each, for machines. */
export function createLogger({ level, format }: LogSettings): ConsoleLogger {
  const logLevels = levels.slice(0, levels.indexOf(leastWeight[level]) + 1);
  const json = format === 'json';
  return new ConsoleLogger({ prefix: 'qualm', json, colors: !json && process.stdout.isTTY === true, logLevels });
}
