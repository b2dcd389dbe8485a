import { countCrowd, crowdNoise, type CrowdLabels } from './crowd.js';
import type { LabelProbabilities } from './label-probabilities.js';
import type { SparseMass } from './mass.js';
import { invertNoise, logBelief, type NoiseInversion } from './noise-inversion.js';
import { ProjectNoise, type SourceNoise } from './noise-matrix.js';
import { argmax, posterior } from './posterior.js';
import { defaultPosteriorSettings } from './posterior-settings.js';

/** What is said of one given label. */
export interface LabelJudgement {
  /** Posterior of the given class, in [0, 1]: low = suspect. */
  quality: number;
  /** Another class is more probable, and quality is below .5. */
  suspect: boolean;
  /** The most probable class. */
  suggested: number;
}

export interface LabelsJudged {
  judgements: LabelJudgement[];
  /** Of all labels together. */
  project: ProjectNoise;
  /** One per source; one source gave all labels where none is named. */
  sources: SourceNoise[];
}

const SUSPECT_BELOW = 0.5;
/** Passes between posteriors and the sources' matrices, once Q of all of them has settled. */
const PASSES = 3;

/**
 * Judges labels by out-of-sample probabilities that somebody else's model made, like every label is judged:
 * `t[i] ∝ p(i | x) · Q_s[i][given]`, p by `invertNoise`, Q_s without the label's own counts.
 *
 * @param sources `[N]` 0-based source of each label; all of one source by default
 */
export function judgeLabels(labels: LabelProbabilities, sources?: ArrayLike<number>): LabelsJudged {
  const fit = invertNoise(labels);
  const crowd = crowdOf(labels, sources);
  let counts = countCrowd(
    crowd,
    allOf(crowd, (n) => pooledPosterior(labels, fit, n)),
  );
  let noise = crowdNoise(counts, labels.classCount, defaultPosteriorSettings);
  for (let pass = 1; pass < PASSES; pass++) {
    const { masses } = counts;
    counts = countCrowd(
      crowd,
      allOf(crowd, (n) => ownPosterior(labels, fit, n, noise[crowd.source[n]!]!, masses[n]!)),
    );
    noise = crowdNoise(counts, labels.classCount, defaultPosteriorSettings);
  }
  const judgements = allOf(crowd, (n) =>
    judge(ownPosterior(labels, fit, n, noise[crowd.source[n]!]!, counts.masses[n]!), labels.given[n]!),
  );
  return { judgements, project: new ProjectNoise(labels.classCount, counts.pooled), sources: noise };
}

function crowdOf({ given, classCount }: LabelProbabilities, sources?: ArrayLike<number>): CrowdLabels {
  const source = sources ?? new Uint8Array(given.length);
  let sourceCount = 1;
  for (let n = 0; n < source.length; n++) sourceCount = Math.max(sourceCount, source[n]! + 1);
  const example = Int32Array.from({ length: given.length }, (_, n) => n);
  return { exampleCount: given.length, sourceCount, classCount, example, source, given };
}

function allOf<T>({ exampleCount }: CrowdLabels, of: (example: number) => T): T[] {
  return Array.from({ length: exampleCount }, (_, n) => of(n));
}

function pooledPosterior(labels: LabelProbabilities, fit: NoiseInversion, n: number): Float64Array {
  return posterior(logBelief(labels, fit, n), [fit.noise.column(labels.given[n]!)], 0);
}

function ownPosterior(
  labels: LabelProbabilities,
  fit: NoiseInversion,
  n: number,
  noise: SourceNoise,
  own: SparseMass,
): Float64Array {
  return posterior(logBelief(labels, fit, n), [noise.column(labels.given[n]!, own)], 0);
}

function judge(t: Float64Array, given: number): LabelJudgement {
  const suggested = argmax(t);
  const quality = t[given]!;
  return { quality, suggested, suspect: suggested !== given && quality < SUSPECT_BELOW };
}
