import 'reflect-metadata';
import { describeSettings, loadSettings, SettingsError, type Settings } from '#config';
import { stopOnSignals } from '#http';
import { createLogger, packageVersion } from '#telemetry';
import { startTrainer } from './start.js';

const STOP_WITHIN_MS = 10_000;

async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  const logger = createLogger(settings.log);
  logger.log(`Qualm's trainer ${packageVersion()} starts with ${describe(settings)}`, 'qualm');
  const trainer = await startTrainer(settings, logger);
  stopOnSignals(() => trainer.stop(), STOP_WITHIN_MS, logger);
  logger.log(`Ready. Health ${trainer.url}/health/ready, metrics ${trainer.url}/metrics`, 'qualm');
}

function describe(settings: Settings): string {
  return Object.entries(describeSettings(settings))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

main().catch((error: unknown) => {
  const { message, stack } = error as Error;
  process.stderr.write(`The trainer did not start. ${error instanceof SettingsError ? message : (stack ?? message)}\n`);
  process.exit(1);
});
