import type { Random } from '#model';
import type { Images } from '../data/image-set.js';
import { featureNoise } from './feature-noise.js';
import {
  drawLabels,
  noNoise,
  pairFlip,
  randomNoise,
  redrawnNoise,
  uniformNoise,
  type NoiseRows,
} from './label-noise.js';

/** How labels are made wrong; `level` in [0, 1] is the share that is wrong (of `redrawn`: that is drawn anew). `given`: labels stay as somebody gave them. */
export interface NoiseKind {
  kind: 'none' | 'given' | 'uniform' | 'redrawn' | 'pair' | 'random' | 'feature';
  level: number;
}

export interface NoisyLabels {
  /** `[N]` */
  given: Int32Array;
  /** `[true][given]` that the labels were drawn with; where noise depends on the image, what came out. */
  noise: NoiseRows;
}

/** @param random draws the matrix first, then the labels */
export function makeNoise(images: Images, classCount: number, { kind, level }: NoiseKind, random: Random): NoisyLabels {
  if (kind === 'feature') {
    const given = featureNoise(images, classCount, level, random);
    return { given, noise: countedNoise(images.labels, given, classCount) };
  }
  const noise = matrices[kind](classCount, level, random);
  return { given: drawLabels(images.labels, noise, random), noise };
}

export function noiseName({ kind, level }: NoiseKind): string {
  if (kind === 'none') return 'no noise';
  return kind === 'given' ? 'as given' : `${kind} ${Math.round(100 * level)} %`;
}

const matrices: Record<
  Exclude<NoiseKind['kind'], 'feature'>,
  (K: number, level: number, random: Random) => NoiseRows
> = {
  none: noNoise,
  given: noNoise,
  uniform: uniformNoise,
  redrawn: redrawnNoise,
  pair: pairFlip,
  random: randomNoise,
};

/** Frequencies of given labels per true class; a class without examples is taken as never wrong. */
export function countedNoise(truth: Int32Array, given: Int32Array, classCount: number): NoiseRows {
  const counts = noNoise(classCount).map((row) => row.map(() => 0));
  truth.forEach((label, n) => counts[label]![given[n]!]!++);
  return counts.map((row, i) => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((count, j) => (sum > 0 ? count / sum : Number(i === j)));
  });
}
