import type { Mass, Project } from '#labels';
import type { PosteriorSettings } from '#noise';

/** The noise matrices as WATCH last committed them, read at the time of a label. */
export interface NoiseReading {
  /** `[K]`, each > 0: how frequent the true classes are. */
  readonly classPrior: Float64Array;
  /** How many other labels the example of a label typically has, >= 1. */
  readonly typicalOthers: number;
  /**
   * `[K]`: P(given | true = i) of one source at the time of its label.
   * @param own the mass with which this very label is counted now; taken out, so that no label vouches for itself
   */
  column(sourceId: string, given: number, atMs: number, own?: Mass): Float64Array;
  /** Whether a source's labels are votes: not while an alarm says that it copies others; its columns are flat then. */
  votes(sourceId: string): boolean;
}

/** What JUDGE knows of a project besides the example itself. */
export interface JudgeContext {
  project: Project;
  noise: NoiseReading;
  posterior: PosteriorSettings;
  /** ODD: a label whose loss -log p_model[given] lies beyond this is as bad as a random one; absent without a model. */
  oddThreshold?: number;
}
