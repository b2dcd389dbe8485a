import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { BoundedNames } from './bounded-names.js';
import { openMetricsOf } from './open-metrics.js';
import { packageVersion } from './package-version.js';
import type { ScrapedFigures } from './scraped-figures.js';
import { ScrapedGauges } from './scraped-gauges.js';

const secondsBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const latencyBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];
const recordsBuckets = [1, 4, 16, 64, 128, 256, 512, 1_024, 4_096, 16_384];

/**
 * All metrics of one process. Labels are stages, partitions and projects, and of sources only the few that are handed in,
 * so that their number stays small. The delay of the event loop is among the default ones:
 * `nodejs_eventloop_lag_p99_seconds` and others.
 */
export class Metrics {
  readonly registry = new Registry();
  private readonly projectNames = new BoundedNames(500);
  /** Projects whose rare outcomes stand at 0 or above. */
  private readonly begun = new Set<string>();
  private readonly registers = [this.registry];

  readonly latency = new Histogram({
    name: 'qualm_label_latency_seconds',
    help: 'Time from when a label was made until its verdict was published.',
    labelNames: ['project'],
    buckets: latencyBuckets,
    enableExemplars: true,
    registers: [], // added below: the library takes exemplars for OpenMetrics only
  });
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
  readonly trainingRunning = this.gauge('qualm_training_running', '1 while a fine-tune of the project runs here.', [
    'project',
  ]);
  readonly trainingProgress = this.gauge(
    'qualm_training_progress_ratio',
    'Share of the newest fine-tune that is done, 0 to 1.',
    ['project'],
  );
  readonly trainingEpochs = this.gauge('qualm_training_epochs', 'Epochs that the newest fine-tune has trained.', [
    'project',
  ]);
  readonly trainingExamples = this.gauge('qualm_training_examples', 'Examples that the newest fine-tune learns from.', [
    'project',
  ]);
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
  private readonly scraped = new ScrapedGauges(this.registry, (id) => this.project(id));
  private readonly openRegistry: Registry;
  /** The answer in hand: the next one begins after it, or it would be told half. */
  private answering: Promise<unknown> = Promise.resolve();

  constructor(private readonly figures?: ScrapedFigures) {
    this.registry.registerMetric(this.latency);
    collectDefaultMetrics({ register: this.registry });
    this.gauge('qualm_build_info', 'The version that runs.', ['version']).set({ version: packageVersion() }, 1);
    this.openRegistry = openMetricsOf(this.registry);
  }

  /** What Prometheus reads: plain text, or OpenMetrics with exemplars. */
  read(format: 'plain' | 'open' = 'plain'): Promise<{ text: string; contentType: string }> {
    const registry = format === 'open' ? this.openRegistry : this.registry;
    const answer = this.answering.then(async () => {
      if (this.figures) await this.scraped.read(this.figures);
      return { text: await registry.metrics(), contentType: registry.contentType };
    });
    this.answering = answer.catch(() => undefined);
    return answer;
  }

  /** A project as a metric's label: its id, or `(other)` when there are too many. */
  project(id: string): string {
    const name = this.projectNames.nameOf(id);
    if (!this.begun.has(name)) this.begin(name);
    return name;
  }

  /** A counter that is first seen above 0 has not grown, as Prometheus counts: rare outcomes begin at 0. */
  private begin(project: string): void {
    this.begun.add(project);
    for (const outcome of ['accepted', 'rejected', 'failed']) this.trainings.inc({ project, outcome }, 0);
    for (const state of ['delivered', 'dead']) this.webhookDeliveries.inc({ project, state }, 0);
    for (const reason of ['gone', 'failing']) this.webhooksDisabled.inc({ project, reason }, 0);
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
