import type { PosteriorSettings } from '#noise';
import type { BackendName } from './backend.js';
import type { ImageShape } from './conv-body.js';
import type { FeatureMatrix } from './features.js';
import type { OddHistogram } from './odd-histogram.js';

/** All that a fine-tune needs, in plain arrays: it crosses to a worker. N examples, L labels, S sources, K classes. */
export interface TrainingJob {
  project: string;
  /** Number of the version to be made. */
  version: number;
  seed: number;
  classCount: number;
  /** F >= 2 members. */
  folds: number;
  /** `[N]` `foldOf` of each example. */
  exampleFold: Int8Array;
  /**
   * `row[n]`: the example's row in `values`, -1 where it has none; `image`: rows are pixels of images of that shape. Absent
   * for a project of labels only.
   */
  features?: FeatureMatrix & { row: Int32Array; image?: ImageShape };
  /** Labels of example n: entries `start[n]` to `start[n + 1]`. `start` `[N + 1]`, the others `[L]`. */
  labels: { start: Int32Array; source: Int32Array; given: Int32Array };
  /** `[N]` true class where gold is known, else -1. */
  gold: Int32Array;
  /** `[S]` triples (true, given, units) of each source over the whole stream, also of labels not in the buffer. */
  sourceCounts: ArrayLike<number>[];
  /** Triples of all sources together. */
  pooledCounts: ArrayLike<number>;
  /** `[K]`, each > 0, sums to 1. */
  classPrior: Float64Array;
  /** The serialized version in use: what the new one must not be worse than. */
  previous?: Uint8Array;
}

/** Evidence of all examples of a job by the member that was not trained on them; NaN rows where there are no features. */
export interface EvidenceMatrix {
  /** `[N, K]` natural log, temperature-scaled */
  model: Float32Array;
  /** `[N, K]` natural log, temperature-scaled */
  prototype: Float32Array;
}

export interface TrainingReport {
  /** Mean -log probability of a label from the evidence alone, out of sample; lower is better. */
  losses: { version: number | null; previous: number | null; classPrior: number };
  /** What the gate decided, in words. */
  gate: string;
  settings: PosteriorSettings;
  temperatures: { model: number; prototype: number };
  oddThreshold: number | null;
  /** What the ODD test sees; null without a network, absent in reports of before this was kept. */
  odd?: OddHistogram | null;
  /** Examples that the ODD filter keeps out of the early epochs, all their labels being odd. */
  dropped: number;
  examples: number;
  labels: number;
  epochs: number;
}

/** What the prototypes of one member are, `[P]` each. */
export interface PrototypeExamples {
  classOf: Int32Array;
  /** Examples of the job. */
  examples: Int32Array;
}

/** How far a fine-tune has come, told after every member of every round. */
export interface TrainingProgress {
  /** Share that is done, 0 to 1. */
  share: number;
  /** Trained so far. */
  epochs: number;
  examples: number;
  /** Alive in the thread now, and their bytes. */
  tensors: number;
  tensorBytes: number;
}

export interface TrainingResult {
  /** Serialized, immutable; equal jobs give equal bytes. */
  version: Uint8Array;
  /** False: keep what is in use. */
  accepted: boolean;
  report: TrainingReport;
  /** Absent when the version has no network. */
  evidence?: EvidenceMatrix;
  /** One per member; absent when the version has no network. */
  prototypes?: PrototypeExamples[];
  /** Wall time, not part of the version. */
  seconds: number;
  /** Tensors alive in the thread after the job: constant, or it leaks. */
  tensors: number;
  /** What it was trained on. */
  backend: BackendName;
}
