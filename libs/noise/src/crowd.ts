import { toMass, type SparseMass } from './mass.js';
import { NoiseCounts } from './noise-counts.js';
import { ProjectNoise, SourceNoise, type ShrinkageSettings } from './noise-matrix.js';
import { posterior } from './posterior.js';

/** Labels of a finished crowd; parallel arrays, one entry per label. */
export interface CrowdLabels {
  exampleCount: number;
  sourceCount: number;
  classCount: number;
  example: ArrayLike<number>;
  source: ArrayLike<number>;
  given: ArrayLike<number>;
}

/** Posterior by votes alone: `[N][K]`, the share of each class among an example's labels; uniform without labels. */
export function majorityVote(crowd: CrowdLabels): Float64Array[] {
  const votes = Array.from({ length: crowd.exampleCount }, () => new Float64Array(crowd.classCount));
  for (let n = 0; n < crowd.example.length; n++) votes[crowd.example[n]!]![crowd.given[n]!]!++;
  for (const row of votes) {
    const sum = row.reduce((a, b) => a + b, 0);
    for (let i = 0; i < row.length; i++) row[i] = sum ? row[i]! / sum : 1 / row.length;
  }
  return votes;
}

/**
 * Dawid & Skene (1979), "Maximum likelihood estimation of observer error-rates using the EM algorithm": a full matrix
 * per source, class prior estimated, started at the majority vote. `smoothing` pseudo-labels per cell keep it finite.
 *
 * @returns `[N][K]` posteriors
 */
export function dawidSkene(crowd: CrowdLabels, options: { rounds?: number; smoothing?: number } = {}): Float64Array[] {
  const { rounds = 50, smoothing = 0.01 } = options;
  const K = crowd.classCount;
  let t = majorityVote(crowd);
  for (let round = 0; round < rounds; round++) {
    const prior = new Float64Array(K).fill(smoothing);
    for (const row of t) for (let i = 0; i < K; i++) prior[i]! += row[i]!;
    const logQ = logMatrices(crowd, t, smoothing);
    const next = t.map(() => Float64Array.from(prior, Math.log));
    for (let n = 0; n < crowd.example.length; n++) {
      const row = next[crowd.example[n]!]!;
      const q = logQ[crowd.source[n]!]!;
      for (let i = 0; i < K; i++) row[i]! += q[i * K + crowd.given[n]!]!;
    }
    t = next.map((row) => posterior(row, [], 0));
  }
  return t;
}

function logMatrices(crowd: CrowdLabels, t: Float64Array[], smoothing: number): Float64Array[] {
  const K = crowd.classCount;
  const matrices = Array.from({ length: crowd.sourceCount }, () => new Float64Array(K * K).fill(smoothing));
  for (let n = 0; n < crowd.example.length; n++) {
    const q = matrices[crowd.source[n]!]!;
    for (let i = 0; i < K; i++) q[i * K + crowd.given[n]!]! += t[crowd.example[n]!]![i]!;
  }
  for (const q of matrices) {
    for (let i = 0; i < K; i++) {
      let row = 0;
      for (let j = 0; j < K; j++) row += q[i * K + j]!;
      for (let j = 0; j < K; j++) q[i * K + j] = Math.log(q[i * K + j]! / row);
    }
  }
  return matrices;
}

/** Noise counts of every source, and of all together, from posteriors `[N][K]`. */
export function countCrowd(
  crowd: CrowdLabels,
  t: ArrayLike<number>[],
): { sources: NoiseCounts[]; pooled: NoiseCounts; masses: SparseMass[] } {
  const masses = t.map((row) => toMass(row));
  const sources = Array.from({ length: crowd.sourceCount }, () => new NoiseCounts());
  const pooled = new NoiseCounts();
  for (let n = 0; n < crowd.example.length; n++) {
    const mass = masses[crowd.example[n]!]!;
    sources[crowd.source[n]!]!.update(mass, crowd.given[n]!);
    pooled.update(mass, crowd.given[n]!);
  }
  return { sources, pooled, masses };
}

/** Shrunk noise matrices of every source from a crowd's counts. */
export function crowdNoise(
  counts: { sources: NoiseCounts[]; pooled: NoiseCounts },
  classCount: number,
  settings: ShrinkageSettings,
): SourceNoise[] {
  const project = new ProjectNoise(classCount, counts.pooled);
  return counts.sources.map((source) => new SourceNoise(project, source, settings));
}
