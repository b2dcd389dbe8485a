import { isSubscribed, Webhooks, type WebhooksParts } from '#alerts';
import type { WireFormat } from '#labels';
import type { Ledger } from '#ledger';
import { Runner, scopeOf, type RunnerObserver, type Stage } from '#runner';
import type { Log, Topic } from '#stream';
import { JudgeStage, type JudgeStageParts } from './judge-stage.js';
import { LabelRate } from './label-rate.js';
import { ModelNews } from './model-news.js';
import { ModelStore } from './model-store.js';
import { NoiseView } from './noise-view.js';
import { NotifyStage } from './notify-stage.js';
import { ProjectStore } from './project-store.js';
import { ProjectsInUse, type ScoringPort } from './projects-in-use.js';
import { SuspectStage } from './suspect-stage.js';
import { TrainStage } from './train-stage.js';
import { Trainer, type TrainerParts, type TrainerSettings, type TrainingPort } from './trainer.js';
import { WatchStage, type WatchStageParts } from './watch-stage.js';

export interface PipelineSettings {
  groupPrefix: string;
  maxBatchRecords: number;
  format: WireFormat;
  bufferExamples: number;
  maxCachedStates: number;
  trainer: TrainerSettings;
  /** How often what other stages and processes wrote is read again; absent: only by `refresh()`. */
  refreshEveryMs?: number;
  /** Whether due fine-tunes begin by themselves, or only by `trainer.fineTune`. */
  trainWhenDue: boolean;
}

export interface PipelineParts {
  ledger: Ledger;
  log: Log;
  /** Present: this process judges and watches. */
  scoring?: ScoringPort;
  /** Present: this process trains. */
  training?: TrainingPort;
  /** Present: this process delivers webhooks. */
  webhooks?: Pick<WebhooksParts, 'settings' | 'observer' | 'clock'>;
  settings: PipelineSettings;
  nowMs?(): number;
  /** See `TrainerParts`. */
  pace?(): Promise<void>;
  observer?: RunnerObserver &
    NonNullable<JudgeStageParts['observer']> &
    NonNullable<WatchStageParts['observer']> &
    NonNullable<TrainerParts['observer']> & { refreshFailed?(error: unknown): void };
}

const noScoring: ScoringPort = {
  publish: async () => {},
  unload: async () => {},
  score: () => Promise.reject(new Error('this process does not score')),
  prototypeSimilarities: () => Promise.reject(new Error('this process does not score')),
};

/**
 * The stages of one process, wired: JUDGE and WATCH where it scores, the trainer's intake and the trainer where it
 * trains. The same code embedded, distributed and in a replay; nothing but the adapters that are handed in differs.
 */
export class Pipeline {
  readonly projects: ProjectStore;
  readonly models: ModelStore;
  readonly inUse: ProjectsInUse;
  readonly noise: NoiseView;
  /** Labels that this process judged lately. */
  readonly labelRate = new LabelRate();
  readonly trainer?: Trainer;
  readonly webhooks?: Webhooks;
  private readonly modelNews?: ModelNews;
  private readonly runners: Runner[] = [];
  private refreshTimer?: NodeJS.Timeout;
  private stopped = false;

  constructor(private readonly parts: PipelineParts) {
    const { ledger, log, scoring, training, settings, observer } = parts;
    this.projects = new ProjectStore(ledger);
    this.models = new ModelStore(ledger);
    this.inUse = new ProjectsInUse(this.projects, this.models, scoring ?? noScoring, (id) => this.tellsSuspects(id));
    this.noise = new NoiseView(ledger, log);
    const shared = { ledger, log, format: settings.format, ...(observer && { observer }) };
    if (scoring) {
      const { inUse: projects, noise } = this;
      this.addRunner(
        new JudgeStage({
          ...shared,
          projects,
          noise,
          scoring,
          maxCachedExamples: settings.maxCachedStates,
          observer: this.counting(observer),
        }),
      );
      this.addRunner(
        new WatchStage({ ...shared, projects: this.projects, maxCachedSources: settings.maxCachedStates }),
      );
    }
    if (training) this.trainer = this.addTrainer(training);
    if (parts.webhooks) {
      this.webhooks = this.addWebhooks(parts.webhooks);
      const isMine = (id: string) => this.partitionsOf('notify').includes(log.partitionOf('alerts', id));
      this.modelNews = new ModelNews({ webhooks: this.webhooks, models: this.models, isMine });
    }
  }

  /** Refuses a changed partition count, then takes its share of the partitions. */
  async start(): Promise<void> {
    await this.checkLayout();
    for (const runner of this.runners) await runner.start();
    this.trainer?.resume();
    this.webhooks?.start();
    const { refreshEveryMs } = this.parts.settings;
    if (refreshEveryMs !== undefined) this.refreshLater(refreshEveryMs);
  }

  /** Finishes the batches in hand, commits and leaves. The caller closes ledger and log. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.refreshTimer);
    await this.trainer?.stop();
    await Promise.all(this.runners.map((r) => r.stop()));
    await this.webhooks?.stop();
  }

  /** Rejects with the reason when a runner stopped itself. Never resolves. */
  get failed(): Promise<never> {
    return Promise.race(this.runners.map((r) => r.failed));
  }

  /** Reads what WATCH, the trainer and other processes wrote since. */
  async refresh(): Promise<void> {
    this.noise.refresh();
    await this.inUse.refresh();
    await this.modelNews?.tell(this.inUse.ids);
  }

  /** Records that are still to be handled, per stage and partition owned here. */
  async lag(): Promise<{ stage: string; partition: number; records: number }[]> {
    const all = await Promise.all(
      this.runners.map(async (r) => (await r.lag()).map((l) => ({ stage: r.stageName, ...l }))),
    );
    return all.flat();
  }

  /** Resolves when every stage of this process has taken all that is in the logs and published what it owes. */
  async drained(): Promise<void> {
    for (const runner of this.runners) await this.stageDrained(runner.stageName, runner.input);
  }

  private async stageDrained(stage: string, input: Topic): Promise<void> {
    const { ledger, log } = this.parts;
    for (let partition = 0; partition < log.partitions(input); partition++) {
      const end = await log.end(input, partition);
      for (let waitMs = 0; ; waitMs = Math.min(waitMs + 1, 20)) {
        const { position, lastOutput, forgotten } = await ledger.head(scopeOf(stage, partition));
        if (position >= end && lastOutput === forgotten) break;
        await new Promise((resolve) => (waitMs === 0 ? setImmediate(resolve) : setTimeout(resolve, waitMs)));
      }
    }
  }

  private counting(observer: PipelineParts['observer']): NonNullable<JudgeStageParts['observer']> {
    return {
      ...observer,
      judged: (project, counts) => {
        this.labelRate.add(project, counts.labels);
        observer?.judged?.(project, counts);
      },
    };
  }

  private addRunner(stage: Stage): void {
    const { ledger, log, settings, observer } = this.parts;
    const group = `${settings.groupPrefix}-${stage.name}`;
    const { maxBatchRecords } = settings;
    this.runners.push(new Runner(stage, ledger, log, { group, maxBatchRecords, ...(observer && { observer }) }));
  }

  private addWebhooks(own: NonNullable<PipelineParts['webhooks']>): Webhooks {
    const { ledger, log } = this.parts;
    const webhooks = new Webhooks({
      ...own,
      documents: ledger,
      laneOf: (id) => log.partitionOf('alerts', id),
      lanes: () => this.partitionsOf('notify'),
      suspectPartitions: () => this.partitionsOf('suspects'),
    });
    const shared = { projects: this.projects, observer: own.observer };
    this.addRunner(new NotifyStage({ ...shared, webhooks }));
    this.addRunner(new SuspectStage({ ...shared, suspects: webhooks.suspects }));
    return webhooks;
  }

  /** Of a stage's input, owned by this process. */
  private partitionsOf(stage: string): number[] {
    return this.runners.find((runner) => runner.stageName === stage)?.partitions ?? [];
  }

  private async tellsSuspects(project: string): Promise<boolean> {
    const endpoints = (await this.webhooks?.endpoints.list(project)) ?? [];
    return endpoints.some((endpoint) => isSubscribed(endpoint, 'label.suspect'));
  }

  private addTrainer(training: TrainingPort): Trainer {
    const { ledger, log, settings, observer } = this.parts;
    const { projects, models } = this;
    const { nowMs = Date.now, pace } = this.parts;
    const trainer = new Trainer({
      ledger,
      log,
      projects,
      models,
      training,
      settings: settings.trainer,
      nowMs,
      ...(pace && { pace }),
      ...(observer && { observer }),
    });
    const onIntake = settings.trainWhenDue ? (met: string[]) => trainer.consider(met) : () => {};
    this.addRunner(
      new TrainStage({ ledger, log, projects: this.inUse, bufferExamples: settings.bufferExamples, onIntake }),
    );
    return trainer;
  }

  private refreshLater(everyMs: number): void {
    this.refreshTimer = setTimeout(() => {
      this.refresh()
        .then(() => this.considerAll())
        .catch((error: unknown) => this.parts.observer?.refreshFailed?.(error))
        .finally(() => !this.stopped && this.refreshLater(everyMs));
    }, everyMs);
  }

  /** A project may become due by time alone, after its last label. */
  private considerAll(): void {
    if (this.parts.settings.trainWhenDue) this.trainer?.consider(this.inUse.ids);
  }

  /** The partition of a key decides who owns its state: N is fixed for the life of the ledger. */
  private async checkLayout(): Promise<void> {
    const { ledger, log } = this.parts;
    const layout = Buffer.from(
      JSON.stringify({ events: log.partitions('events'), changes: log.partitions('changes') }),
    );
    if (await ledger.replaceDocument('layout', undefined, layout)) return;
    const known = await ledger.getDocument('layout');
    if (known && Buffer.from(known).equals(layout)) return;
    throw new Error(
      `the ledger was made for partitions ${Buffer.from(known ?? []).toString()}, the logs have ${layout.toString()}: ` +
        `a topic's partition count cannot change; restore it, or begin with a new ledger and topic prefix`,
    );
  }
}
