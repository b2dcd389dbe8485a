import type { LoggerService } from '@nestjs/common';
import type { Settings } from '#config';
import { closeHttpApp, createHttpApp, listen, ProblemFilter } from '#http';
import { openService } from '#pipeline';
import { Metrics, pipelineObserver, tellBackends } from '#telemetry';
import { TrainerModule } from './trainer.module.js';

export interface RunningTrainer {
  url: string;
  stop(): Promise<void>;
}

/**
 * The trainer as its own process: it reads events behind JUDGE, fine-tunes, stores versions in the ledger and sends
 * rescore events back. @throws Error in words; nothing is left open
 */
export async function startTrainer(settings: Settings, logger: LoggerService): Promise<RunningTrainer> {
  if (settings.store.stream === 'local') {
    throw new Error('QUALM_STREAM: local; a trainer of its own needs QUALM_STREAM=kafka, the monitor trains otherwise');
  }
  const metrics: Metrics = new Metrics({
    lag: async () => (service.notRunning === undefined ? service.pipeline.lag() : []),
    queues: () => service.queues(),
    tensors: () => service.tensors(),
    checks: () => service.checks(),
  });
  const service = await openService(
    settings,
    { judge: false, train: true },
    {
      observer: pipelineObserver(metrics, logger),
      notice: (level, message) => logger[level](message, 'stream'),
    },
  );
  try {
    const app = await createHttpApp(TrainerModule.forRoot(metrics, service.checks()), settings.http, logger);
    app.useGlobalFilters(new ProblemFilter());
    const url = await listen(app, settings.http);
    await service.start((reason) => logger.error(`the trainer's intake stopped itself: ${reason}`, 'qualm'));
    void tellBackends(service.backends(), metrics, logger);
    const stop = async () => {
      service.beginClosing();
      await closeHttpApp(app);
      await service.close();
    };
    return { url, stop };
  } catch (error) {
    await service.close();
    throw error;
  }
}
