import { Gauge, Registry } from 'prom-client';

/** What metrics say of one source. */
export interface SourceFigures {
  project: string;
  sourceId: string;
  labels: number;
  accuracy: number;
  alarms: { kind: string; evidence: string; state: string; open: boolean }[];
  /** P(given | true): all entries of its noise matrix or the most counted ones. */
  cells: { trueLabel: string; given: string; probability: number }[];
}

/** What metrics say of one source when they are asked for it alone. */
export interface SourceDetailFigures extends SourceFigures {
  accuracyInterval: [low: number, high: number];
  gold: { labels: number; right: number };
  /** Labels that wait to enter the model test. */
  pending: number;
  /** undefined while it has too few labels. */
  trend: number | undefined;
  lastMs: number;
  tests: { test: string; labels: number; eValue: number; bound: number }[];
  /** 95 % credible, of the same entries as `cells`; and their expected numbers of labels. */
  cellDetails: { trueLabel: string; given: string; interval: [low: number, high: number]; count: number }[];
}

const MS_PER_SECOND = 1_000;

/** Series of single sources. Whoever hands the sources in bounds their number. */
export class SourceGauges {
  private readonly metrics: ReturnType<typeof metricsOf>;

  /** @param nameOf a project as a metric's label */
  constructor(
    registry: Registry,
    private readonly nameOf: (project: string) => string,
  ) {
    this.metrics = metricsOf(registry);
  }

  reset(): void {
    for (const metric of Object.values(this.metrics)) metric.reset();
  }

  add({ project, sourceId, labels, accuracy, alarms, cells }: SourceFigures): void {
    const { metrics } = this;
    const own = { project: this.nameOf(project), source: sourceId };
    metrics.labels.set(own, labels);
    metrics.accuracy.set(own, accuracy);
    for (const { kind, evidence, state, open } of alarms) {
      metrics.alarm.set({ ...own, kind, evidence, state }, open ? 1 : 0);
    }
    for (const { trueLabel, given, probability } of cells) {
      metrics.noise.set({ ...own, true: trueLabel, given }, probability);
    }
  }
}

function metricsOf(registry: Registry) {
  const gauge = gaugesOf(registry);
  return {
    labels: gauge('qualm_source_labels', 'Current labels of the source.'),
    accuracy: gauge('qualm_source_accuracy', 'Estimated share of right labels of the source, 0 to 1.'),
    alarm: gauge('qualm_source_alarm', '1 while such an alarm of the source is in this state: open, acknowledged.', [
      'kind',
      'evidence',
      'state',
    ]),
    noise: gauge(
      'qualm_source_noise',
      'The noise matrix of the source: probability that it says `given` where `true` is true. Over `given` it sums to 1.',
      ['true', 'given'],
    ),
  };
}

function gaugesOf(registry: Registry) {
  return (name: string, help: string, more: string[] = []) => {
    return new Gauge({ name, help, labelNames: ['project', 'source', ...more], registers: [registry] });
  };
}

/** All that there is to say of one source, and of nothing else, as Prometheus reads it. */
export async function sourceMetrics(figures: SourceDetailFigures): Promise<{ text: string; contentType: string }> {
  const registry = new Registry();
  tellSource(registry, figures);
  return { text: await registry.metrics(), contentType: registry.contentType };
}

function tellSource(registry: Registry, figures: SourceDetailFigures): void {
  const { project, sourceId: source, accuracyInterval, gold, tests, cellDetails, trend } = figures;
  const own = { project, source };
  const gauge = gaugesOf(registry);
  const set = (name: string, help: string, value: number) => gauge(name, help).set(own, value);
  new SourceGauges(registry, (id) => id).add(figures);
  set('qualm_source_accuracy_lower', '95 % credible interval of the accuracy, lower end.', accuracyInterval[0]);
  set('qualm_source_accuracy_upper', '95 % credible interval of the accuracy, upper end.', accuracyInterval[1]);
  set('qualm_source_gold_labels', 'Its labels whose truth is known by honeypot or sampled review.', gold.labels);
  set('qualm_source_gold_right', 'Those of them that were right.', gold.right);
  set('qualm_source_pending_labels', 'Its labels that wait to enter the model test.', figures.pending);
  set('qualm_source_last_label_timestamp_seconds', 'When it last labeled.', figures.lastMs / MS_PER_SECOND);
  if (trend !== undefined) {
    set('qualm_source_trend', 'Accuracy of about the last 100 labels, less that before.', trend);
  }
  const eValue = gauge('qualm_source_test_e_value', 'Evidence so far of each test of the source.', ['test']);
  const bound = gauge('qualm_source_test_bound', 'What the evidence has to reach.', ['test']);
  const entered = gauge('qualm_source_test_labels', 'Labels that entered the test.', ['test']);
  for (const { test, labels, ...progress } of tests) {
    eValue.set({ ...own, test }, progress.eValue);
    bound.set({ ...own, test }, progress.bound);
    entered.set({ ...own, test }, labels);
  }
  tellCells(gauge, own, cellDetails);
}

function tellCells(
  gauge: ReturnType<typeof gaugesOf>,
  own: { project: string; source: string },
  cells: SourceDetailFigures['cellDetails'],
): void {
  const names = ['true', 'given'];
  const lower = gauge('qualm_source_noise_lower', '95 % credible interval of the noise, lower end.', names);
  const upper = gauge('qualm_source_noise_upper', '95 % credible interval of the noise, upper end.', names);
  const count = gauge('qualm_source_noise_labels', 'Expected number of such labels.', names);
  for (const { trueLabel, given, interval, count: labels } of cells) {
    const cell = { ...own, true: trueLabel, given };
    lower.set(cell, interval[0]);
    upper.set(cell, interval[1]);
    count.set(cell, labels);
  }
}
