import type { LoggerService } from '@nestjs/common';
import type { Metrics } from './metrics.js';

interface Report {
  name: string;
  device: string;
  /** Why others were passed over. */
  notes: string[];
}

/** Says once what this process scores and trains on, in the log and as a metric. Never rejects: it is no reason to stop. */
export async function tellBackends(
  backends: Promise<Partial<Record<'scoring' | 'training', Report>>>,
  metrics: Metrics,
  logger: LoggerService,
): Promise<void> {
  try {
    for (const [role, { name, device, notes }] of Object.entries(await backends)) {
      metrics.backends.set({ role, backend: name, device }, 1);
      for (const note of notes) logger.warn(`${role}: ${note}; ${name} is taken`, 'model');
      logger.log(`${role} on ${name} (${device})`, 'model');
    }
  } catch (error) {
    logger.error(`the model's threads do not answer: ${(error as Error).message}`, 'model');
  }
}
