import 'reflect-metadata';
import { describeSettings, loadSettings, SettingsError, type Settings } from '#config';
import { stopOnSignals } from '#http';
import { createLogger, packageVersion } from '#telemetry';
import { startMonitor } from './start.js';

const STOP_WITHIN_MS = 10_000;

async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  const logger = createLogger(settings.log);
  logger.log(`Qualm ${packageVersion()} starts with ${describe(settings)}`, 'qualm');
  const monitor = await startMonitor(settings, logger);
  stopOnSignals(() => monitor.stop(), STOP_WITHIN_MS, logger);
  const { full, says } = await monitor.service.ledger.durability();
  logger[full ? 'log' : 'warn'](says, 'ledger');
  logger.log(
    `Ready. API ${monitor.url}/v1, documentation ${monitor.url}/docs, metrics ${monitor.url}/metrics`,
    'qualm',
  );
}

function describe(settings: Settings): string {
  return Object.entries(describeSettings(settings))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

main().catch((error: unknown) => {
  const { message, stack } = error as Error;
  process.stderr.write(`Qualm did not start. ${error instanceof SettingsError ? message : (stack ?? message)}\n`);
  process.exit(1);
});
