import { Counter, Gauge, type Registry } from 'prom-client';

/** What WATCH knows of a project; small documents, read at every scrape. */
export interface ProjectFigures {
  project: string;
  labels: number;
  examples: number;
  sources: number;
  /** Estimated share of the current labels that are right; undefined without labels. */
  accuracy: number | undefined;
  modelVersion: number;
  /** When the newest fine-tune ended, accepted or not, and the labels seen by then; undefined: none yet. */
  trained: { atMs: number; labels: number } | undefined;
  openAlarms: { kind: string; evidence: string; open: number }[];
  calibration: { rejected: boolean; eValue: number };
  reviews: ReviewFigures[];
}

export interface ReviewFigures {
  lane: string;
  waiting: number;
  /** By outcome, since the project began. */
  outcomes: Record<string, number>;
  /** Of those that were answered or unsure; undefined: none was. */
  unsureShare: number | undefined;
}

const MS_PER_SECOND = 1_000;

/** Figures of whole projects: the same on every monitor, as WATCH last committed them. */
export class ProjectGauges {
  private readonly metrics: ReturnType<typeof metricsOf>;

  /** @param nameOf a project as a metric's label */
  constructor(
    registry: Registry,
    private readonly nameOf: (project: string) => string,
  ) {
    this.metrics = metricsOf(registry);
  }

  set(projects: ProjectFigures[] = []): void {
    for (const metric of Object.values(this.metrics)) metric.reset();
    for (const figures of projects) this.add(figures);
  }

  private add({ calibration, openAlarms, reviews, ...figures }: ProjectFigures): void {
    const { metrics } = this;
    const project = this.nameOf(figures.project);
    metrics.labels.inc({ project }, figures.labels);
    metrics.examples.inc({ project }, figures.examples);
    metrics.sources.inc({ project }, figures.sources);
    if (figures.accuracy !== undefined) metrics.accuracy.set({ project }, figures.accuracy);
    metrics.modelVersion.inc({ project }, figures.modelVersion);
    if (figures.trained) {
      metrics.trainedAt.set({ project }, figures.trained.atMs / MS_PER_SECOND);
      metrics.trainedLabels.set({ project }, figures.trained.labels);
    }
    metrics.rejected.inc({ project }, calibration.rejected ? 1 : 0);
    metrics.calibration.set({ project }, calibration.eValue);
    for (const { kind, evidence, open } of openAlarms) metrics.openAlarms.inc({ project, kind, evidence }, open);
    for (const { lane, waiting, outcomes, unsureShare } of reviews) {
      metrics.queue.inc({ project, lane }, waiting);
      for (const [outcome, count] of Object.entries(outcomes)) metrics.reviews.inc({ project, lane, outcome }, count);
      if (unsureShare !== undefined) metrics.unsureShare.set({ project, lane }, unsureShare);
    }
  }
}

function metricsOf(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string, more: string[] = []) => {
    return new Gauge({ name, help, labelNames: ['project', ...more], registers });
  };
  return {
    labels: gauge('qualm_project_labels', 'Current labels.'),
    examples: gauge('qualm_project_examples', 'Examples that have a label.'),
    sources: gauge('qualm_project_sources', 'Sources that ever labeled.'),
    accuracy: gauge('qualm_project_accuracy', 'Estimated share of right labels, 0 to 1.'),
    trainedAt: gauge('qualm_model_trained_timestamp_seconds', 'When the newest fine-tune ended, accepted or not.'),
    trainedLabels: gauge('qualm_model_trained_labels', 'Labels seen by the newest fine-tune.'),
    modelVersion: gauge('qualm_model_version', 'Model version in use; 0: none yet.'),
    openAlarms: gauge('qualm_open_alarms', 'Alarms of sources that are open.', ['kind', 'evidence']),
    rejected: gauge(
      'qualm_calibration_rejected',
      '1 while beliefs do not agree with gold: alarms on model evidence are not to be relied on.',
    ),
    calibration: gauge(
      'qualm_calibration_e_value',
      'Evidence against the beliefs of the newest model: 1 says nothing.',
    ),
    queue: gauge('qualm_review_queue', 'Examples that wait for a review.', ['lane']),
    reviews: new Counter({
      name: 'qualm_reviews_total',
      help: 'Examples that left the review queue: answered, unsure, expired, withdrawn; and decisions undone.',
      labelNames: ['project', 'lane', 'outcome'],
      registers,
    }),
    unsureShare: gauge(
      'qualm_review_unsure_share',
      'Of the reviews so far, the share that nobody could tell: it biases what gold says of the sources.',
      ['lane'],
    ),
  };
}
