import { argmax, defaultPosteriorSettings, type PosteriorSettings } from '#noise';
import type { BufferCrowd } from './buffer-crowd.js';
import { LabelPrediction } from './label-prediction.js';
import type { Random } from './random.js';

interface Choice {
  name: keyof PosteriorSettings;
  /** Ascending; the default is among them. */
  values: number[];
  /** Nats per label that each step away from the default must gain. */
  penalty: number;
}

/**
 * What is fitted where there is evidence. Measured on real crowds the score is flat near its best and no truer there: heads' weights that
 * were fitted without penalties were worse than the defaults. The other settings stay, and all but the temperature where there are labels
 * alone: their fits were worth nothing, or harmed (ADR 012).
 */
const ABOUT_EVIDENCE: Choice[] = [
  { name: 'modelWeight', values: [0, 0.15, 0.3, 0.5, 0.7, 1], penalty: 0.008 },
  { name: 'prototypeWeight', values: [0, 0.15, 0.3, 0.5, 0.7, 1], penalty: 0.008 },
  { name: 'correlation', values: [0, 0.05, 0.1, 0.2, 0.4], penalty: 0.0005 },
];

/** Fitted after the others: it tells of a posterior that they make. */
const TEMPERATURES = [1, 1.15, 1.3, 1.5, 1.75, 2, 2.5];

/** Fewer labels than this say too little: the settings stay. */
const MIN_LABELS = 200;
const MAX_LABELS = 4000;
const MAX_CELLS = 400_000;
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
 * Two sweeps of coordinate descent over a small grid by the label-prediction score, started at the defaults, each step away from which
 * must pay for itself. Deterministic.
 */
export function fitSettings(
  crowd: BufferCrowd,
  examples: Int32Array,
  evidence: { model: Float32Array; prototype: Float32Array } | undefined,
): PosteriorSettings {
  const prediction = new LabelPrediction(crowd, examples, evidence);
  let settings = defaultPosteriorSettings;
  if (prediction.labelCount < MIN_LABELS) return settings;
  prediction.readColumns(settings);
  let best = prediction.meanLogProbability(settings);
  const choices = evidence ? ABOUT_EVIDENCE : [];
  for (const choice of [...choices, ...choices]) {
    for (const value of choice.values) {
      const candidate = { ...settings, [choice.name]: value };
      const reached = prediction.meanLogProbability(candidate) - penaltyOf(candidate);
      if (reached <= best) continue;
      best = reached;
      settings = candidate;
    }
  }
  return { ...settings, temperature: fitTemperature(prediction, settings) };
}

function fitTemperature(prediction: LabelPrediction, settings: PosteriorSettings): number {
  const reached = TEMPERATURES.map((temperature) => prediction.meanLogProbability({ ...settings, temperature }));
  return TEMPERATURES[argmax(reached)]!;
}

function penaltyOf(settings: PosteriorSettings): number {
  return ABOUT_EVIDENCE.reduce((sum, { name, values, penalty }) => {
    const steps = Math.abs(values.indexOf(settings[name]) - values.indexOf(defaultPosteriorSettings[name]));
    return sum + steps * penalty;
  }, 0);
}
