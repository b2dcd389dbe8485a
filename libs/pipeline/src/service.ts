import type { Clock, DelivererObserver } from '#alerts';
import type { Settings } from '#config';
import { openLedger, type Ledger } from '#ledger';
import {
  defaultFolds,
  defaultSchedule,
  ScoringPool,
  trainingSchedule,
  TrainingWorker,
  type BackendReport,
  type BackendRole,
} from '#model';
import { openLog, type Log, type Notice } from '#stream';
import { ledgerSettings, logSettings } from './adapter-settings.js';
import { Pipeline, type PipelineParts, type PipelineSettings } from './pipeline.js';

/** What one process does: embedded it judges and trains; beside Kafka the monitors judge and the trainer trains. */
export interface ServiceRole {
  judge: boolean;
  train: boolean;
}

export interface ServiceOptions {
  observer?: PipelineParts['observer'];
  notice?: Notice;
  /** Present: this process delivers webhooks. */
  webhooks?: { userAgent: string; observer?: DelivererObserver; clock?: Clock | undefined };
  /** The batches in hand and the fine-tune may take so long to end. */
  stopWithinMs?: number;
}

const MAX_CACHED_STATES = 50_000;
const STOP_WITHIN_MS = 7_000;

/**
 * The parts of one process, opened by its settings: ledger, log, scoring and training threads, and the pipeline over
 * them. Not started: nothing is taken from the log before `start`.
 *
 * @throws Error in words, without a secret; what was opened is closed again
 */
export async function openService(
  settings: Settings,
  role: ServiceRole,
  options: ServiceOptions = {},
): Promise<Service> {
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(part: T): T => {
    opened.unshift(part);
    return part;
  };
  try {
    const ledger = keep(await openLedger(ledgerSettings(settings)));
    const log = keep(await openLog(logSettings(settings, options.notice)));
    const scoring = role.judge ? keep(new ScoringPool(settings.model)) : undefined;
    const training = role.train ? keep(new TrainingWorker(settings.model)) : undefined;
    const pipeline = new Pipeline({
      ledger,
      log,
      ...(scoring && { scoring }),
      ...(training && { training }),
      ...(options.webhooks && { webhooks: webhookParts(settings, options.webhooks) }),
      settings: pipelineSettings(settings),
      ...(options.observer && { observer: options.observer }),
    });
    return new Service({ ledger, log, pipeline, scoring, training }, opened, options.stopWithinMs ?? STOP_WITHIN_MS);
  } catch (error) {
    for (const part of opened) await part.close().catch(() => {});
    throw error;
  }
}

function pipelineSettings({ kafka, store, runner, training }: Settings): PipelineSettings {
  const schedule = { ...defaultSchedule, warmUpLabels: training.warmupLabels };
  return {
    groupPrefix: kafka.groupPrefix,
    maxBatchRecords: runner.batchRecords,
    format: store.outputFormat,
    bufferExamples: training.bufferExamples,
    maxCachedStates: MAX_CACHED_STATES,
    refreshEveryMs: runner.noiseRefreshMs,
    trainWhenDue: true,
    trainer: {
      folds: defaultFolds,
      seed: training.seed,
      everyMs: training.everyMs,
      settleMs: 2 * runner.noiseRefreshMs,
      schedule: (seen) => Math.min(trainingSchedule(seen, schedule), Math.max(seen, 0) + training.everyLabels),
    },
  };
}

function webhookParts({ webhooks }: Settings, own: NonNullable<ServiceOptions['webhooks']>): PipelineParts['webhooks'] {
  const { userAgent, observer, clock } = own;
  return { settings: { ...webhooks, allow: webhooks.allow ?? [], userAgent }, observer, clock };
}

interface ServiceParts {
  ledger: Ledger;
  log: Log;
  pipeline: Pipeline;
  scoring?: ScoringPool | undefined;
  training?: TrainingWorker | undefined;
}

/** A process's parts, running or about to. */
export class Service {
  readonly ledger: Ledger;
  readonly log: Log;
  readonly pipeline: Pipeline;
  private state: 'open' | 'running' | 'closing' = 'open';
  /** The scoring thread has started: that takes seconds. */
  private scoringAnswers = false;
  private askedBackends?: Promise<[BackendReport | undefined, BackendReport | undefined]>;
  private stoppedBy?: string;
  private stopping?: Promise<void>;

  constructor(
    private readonly parts: ServiceParts,
    private readonly closeInOrder: { close(): Promise<void> }[],
    private readonly stopWithinMs: number,
  ) {
    ({ ledger: this.ledger, log: this.log, pipeline: this.pipeline } = parts);
  }

  /** @param onFailure called with the reason when a stage stops itself later; what is kept can still be read */
  async start(onFailure: (reason: string) => void): Promise<void> {
    await this.pipeline.start();
    if (this.state === 'open') this.state = 'running';
    this.pipeline.failed.catch((error: unknown) => {
      if (this.state === 'closing') return;
      this.stoppedBy = (error as Error).message;
      onFailure(this.stoppedBy);
    });
  }

  /** Why new labels are not being taken now; undefined when they are. */
  get notRunning(): string | undefined {
    if (this.state === 'closing') return 'the service is stopping';
    if (this.stoppedBy !== undefined) return `a stage stopped itself: ${this.stoppedBy}`;
    return this.state === 'open' ? 'the service is starting' : undefined;
  }

  /** What this process scores and trains on; a role that it does not have is absent. Starts the training thread. */
  async backends(): Promise<Partial<Record<BackendRole, BackendReport>>> {
    const { scoring, training } = this.parts;
    this.askedBackends ??= Promise.all([scoring?.backend(), training?.backend()]);
    this.askedBackends.catch(() => delete this.askedBackends); // asked again next time
    const [scores, trains] = await this.askedBackends;
    this.scoringAnswers = scores !== undefined;
    return { ...(scores && { scoring: scores }), ...(trains && { training: trains }) };
  }

  /** What waits for the model's threads: batches to be scored, projects to be trained. */
  queues(): Record<string, number> {
    const { scoring, pipeline } = this.parts;
    const { trainer } = pipeline;
    return { ...(scoring && { scoring: scoring.waiting }), ...(trainer && { training: trainer.waiting }) };
  }

  /** Tensors in the model's threads; of the training thread as the newest fine-tune last told them. */
  async tensors(): Promise<{ role: BackendRole; tensors: number; bytes: number }[]> {
    const { scoring, training } = this.parts;
    const trains = training?.progress;
    return [
      ...(scoring && this.scoringAnswers ? [{ role: 'scoring' as const, ...(await scoring.memory()) }] : []),
      ...(trains ? [{ role: 'training' as const, tensors: trains.tensors, bytes: trains.tensorBytes }] : []),
    ];
  }

  /** What must be up for new labels to be taken; a check rejects with its reason. */
  checks(): Record<string, () => Promise<void>> {
    const { scoring } = this.parts;
    return {
      ledger: () => this.ledger.ping(),
      stream: () => this.log.ping(),
      ...(scoring && { model: async () => void (await scoring.backend()) }),
      stages: async () => {
        if (this.notRunning !== undefined) throw new Error(this.notRunning);
      },
    };
  }

  /** Takes nothing more: finishes the batches in hand, within the time given. `close` waits for it. */
  beginClosing(): void {
    if (this.state === 'closing') return;
    this.state = 'closing';
    this.stopping = this.stopPipeline();
    this.stopping.catch(() => {}); // `close` throws it.
  }

  /** Finishes, then closes everything. What was not committed is repeated at the next start. */
  async close(): Promise<void> {
    this.beginClosing();
    try {
      await this.stopping;
    } finally {
      for (const part of this.closeInOrder) await part.close();
    }
  }

  private async stopPipeline(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.stopWithinMs)));
    await Promise.race([this.pipeline.stop(), late]).finally(() => clearTimeout(timer));
  }
}
