import { defaultPosteriorSettings, type PosteriorSettings } from '#noise';
import type { BufferCrowd } from './buffer-crowd.js';
import { LabelPrediction } from './label-prediction.js';
import type { Random } from './random.js';

/** Candidates of each setting; the default of each is among them. */
const GRID: { [S in keyof PosteriorSettings]: number[] } = {
  modelWeight: [0, 0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.4],
  prototypeWeight: [0, 0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.4],
  priorWeight: [0, 0.5, 1],
  correlation: [0, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6],
  rowShrinkage: [1, 2, 4, 8, 16, 32],
  skillShrinkage: [1, 4, 16],
};
const ABOUT_EVIDENCE: (keyof PosteriorSettings)[] = ['modelWeight', 'prototypeWeight', 'priorWeight'];
const ABOUT_LABELS: (keyof PosteriorSettings)[] = ['correlation', 'rowShrinkage', 'skillShrinkage'];

/** Fewer labels than this say too little: the settings stay. */
const MIN_LABELS = 200;
const MAX_LABELS = 4000;
const MAX_CELLS = 400_000;
const SWEEPS = 2;
/** Nats over all labels of the sample that a change must gain. */
const MIN_GAIN = 1;

/** Examples with labels, in seeded random order, until enough labels are among them. */
export function sampleExamples(crowd: BufferCrowd, random: Random): Int32Array {
  const order = random.shuffle(Int32Array.from({ length: crowd.exampleCount }, (_, n) => n));
  const limit = Math.min(MAX_LABELS, MAX_CELLS / crowd.classCount);
  const taken: number[] = [];
  let labels = 0;
  for (const n of order) {
    const [from, to] = crowd.labelsOf(n);
    if (labels >= limit) break;
    if (to > from) taken.push(n);
    labels += to - from;
  }
  return Int32Array.from(taken);
}

/**
 * Coordinate descent over a small grid by the label-prediction score, started at `from`. Deterministic. Settings change
 * only where all labels of the sample together gain more than one nat.
 */
export function fitSettings(
  crowd: BufferCrowd,
  examples: Int32Array,
  evidence: { model: Float32Array; prototype: Float32Array } | undefined,
  from: PosteriorSettings = defaultPosteriorSettings,
): PosteriorSettings {
  const prediction = new LabelPrediction(crowd, examples, evidence);
  if (prediction.labelCount < MIN_LABELS) return from;
  const names = evidence ? [...ABOUT_EVIDENCE, ...ABOUT_LABELS] : ABOUT_LABELS;
  let settings = from;
  prediction.readColumns(settings);
  let best = prediction.meanLogProbability(settings);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const name of names) {
      const isShrinkage = name === 'rowShrinkage' || name === 'skillShrinkage';
      for (const value of GRID[name]) {
        const candidate = { ...settings, [name]: value };
        if (isShrinkage) prediction.readColumns(candidate);
        const score = prediction.meanLogProbability(candidate);
        if ((score - best) * prediction.labelCount <= MIN_GAIN) continue;
        best = score;
        settings = candidate;
      }
      if (isShrinkage) prediction.readColumns(settings);
    }
  }
  return settings;
}
