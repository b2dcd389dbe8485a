import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { BoundedNames } from './bounded-names.js';
import { ProjectGauges, type ProjectFigures } from './project-gauges.js';

/** Figures that are read when somebody asks for the metrics. */
export interface ScrapedFigures {
  lag(): Promise<{ stage: string; partition: number; records: number }[]>;
  projects(): Promise<ProjectFigures[]>;
  /** Webhook deliveries that wait for this process. */
  pendingDeliveries?(): number;
}

const secondsBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const recordsBuckets = [1, 4, 16, 64, 128, 256, 512, 1_024, 4_096, 16_384];

/**
 * All metrics of one process. Labels are stages, partitions and projects, never sources or examples, so that their number
 * stays small. The delay of the event loop is among the default ones: `nodejs_eventloop_lag_p99_seconds` and others.
 */
export class Metrics {
  readonly registry = new Registry();
  private readonly projectNames = new BoundedNames(500);
  private readonly registers = [this.registry];

  readonly labels = this.counter('qualm_labels_total', 'Label events judged.', ['project']);
  readonly verdicts = this.counter('qualm_verdicts_total', 'Verdicts committed, revisions included.', [
    'project',
    'suspect',
  ]);
  readonly alerts = this.counter('qualm_alerts_total', 'Alarms of sources that opened or were resolved.', [
    'project',
    'kind',
    'state',
  ]);
  readonly deadLetters = this.counter('qualm_dead_letters_total', 'Records that could not be taken.', []);
  readonly conflicts = this.counter(
    'qualm_commit_conflicts_total',
    'Commits refused because another owner had moved the position.',
    ['stage'],
  );
  readonly batchRecords = this.histogram('qualm_batch_records', 'Records per batch.', ['stage'], recordsBuckets);
  readonly batchSeconds = this.histogram(
    'qualm_batch_duration_seconds',
    'Time of each step of a batch: process (load, score, reduce), commit, publish.',
    ['stage', 'step'],
  );
  readonly scoredExamples = this.counter('qualm_scored_examples_total', 'Examples scored by a model.', []);
  readonly scoringSeconds = this.histogram('qualm_scoring_duration_seconds', 'Time to score one batch.', []);
  readonly trainings = this.counter('qualm_trainings_total', 'Fine-tunes by outcome: accepted, rejected, failed.', [
    'project',
    'outcome',
  ]);
  readonly trainingSeconds = this.histogram(
    'qualm_training_duration_seconds',
    'Time of one fine-tune.',
    [],
    [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
  );
  readonly tensors = this.gauge(
    'qualm_tensors',
    'Tensors alive after the newest fine-tune; constant, or it leaks.',
    [],
  );
  readonly backends = this.gauge('qualm_model_backend_info', 'What the model computes on: 1 for each role.', [
    'role',
    'backend',
    'device',
  ]);
  readonly refreshFailures = this.counter(
    'qualm_refresh_failures_total',
    'Failed readings of what other stages and processes wrote.',
    [],
  );
  readonly webhookAttempts = this.counter(
    'qualm_webhook_attempts_total',
    'POSTs to webhooks by outcome: success, failure, gone.',
    ['project', 'type', 'outcome'],
  );
  readonly webhookAttemptSeconds = this.histogram('qualm_webhook_attempt_duration_seconds', 'Time of one POST.', []);
  readonly webhookDeliveries = this.counter(
    'qualm_webhook_deliveries_total',
    'Deliveries that ended: delivered, dead.',
    ['project', 'state'],
  );
  readonly webhookDeliverySeconds = this.histogram(
    'qualm_webhook_delivery_duration_seconds',
    'Time from an event to its delivery, retries included.',
    [],
    [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 1_800, 7_200, 36_000, 86_400, 259_200],
  );
  readonly webhooksDisabled = this.counter('qualm_webhook_disabled_total', 'Webhooks given up: gone, failing.', [
    'project',
    'reason',
  ]);
  readonly webhookFailures = this.counter(
    'qualm_webhook_errors_total',
    'Failures of our own: an outage of the ledger (tried again), a record that is no alert (skipped).',
    [],
  );
  private readonly webhookPending = this.gauge(
    'qualm_webhook_pending',
    'Deliveries that wait for this process, retries included.',
    [],
  );
  private readonly lag = this.gauge('qualm_lag_records', 'Records that a stage still has to take.', [
    'stage',
    'partition',
  ]);
  private readonly projectGauges = new ProjectGauges(this.registry, (id) => this.project(id));

  constructor(private readonly figures?: ScrapedFigures) {
    this.registry.setDefaultLabels({});
    collectDefaultMetrics({ register: this.registry });
  }

  /** The text that Prometheus reads. */
  async text(): Promise<string> {
    if (this.figures) await this.scrape(this.figures);
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** A project as a metric's label: its id, or `(other)` when there are too many. */
  project(id: string): string {
    return this.projectNames.nameOf(id);
  }

  private async scrape(figures: ScrapedFigures): Promise<void> {
    const [lag, projects] = await Promise.all([figures.lag(), figures.projects()]);
    this.webhookPending.set(figures.pendingDeliveries?.() ?? 0);
    this.lag.reset();
    for (const { stage, partition, records } of lag) this.lag.set({ stage, partition }, records);
    this.projectGauges.set(projects);
  }

  private counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: this.registers });
  }

  private gauge<L extends string>(name: string, help: string, labelNames: L[]): Gauge<L> {
    return new Gauge({ name, help, labelNames, registers: this.registers });
  }

  private histogram<L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    buckets: number[] = secondsBuckets,
  ): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets, registers: this.registers });
  }
}
