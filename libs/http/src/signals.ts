import type { LoggerService } from '@nestjs/common';

/** Exit status of a process that a second signal ended: 128 + the signal's number. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** The first SIGINT or SIGTERM stops in order, within `withinMs`; a second ends the process at once. */
export function stopOnSignals(stop: () => Promise<void>, withinMs: number, logger: LoggerService): void {
  let stopping = false;
  const onSignal = (signal: keyof typeof exitCodes) => {
    if (stopping) process.exit(exitCodes[signal]);
    stopping = true;
    logger.log(`${signal}: stopping, the batch in hand is finished; a second signal ends at once`, 'qualm');
    setTimeout(() => {
      logger.error(`not stopped within ${withinMs / 1_000} s: ending now; what was not committed is repeated`, 'qualm');
      process.exit(1);
    }, withinMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(`stopping failed: ${(error as Error).message}`, (error as Error).stack, 'qualm');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
