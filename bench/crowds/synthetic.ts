import { Random } from '#model';
import type { CrowdSet } from './crowd-set.js';

/** A made-up crowd of a kind that the shared sets do not show. */
export interface SyntheticCrowd {
  name: string;
  examples: number;
  classes: number;
  labelsPerExample: number;
  sources: number;
  /** Accuracies of good sources lie evenly in this range. */
  accuracy: [lowest: number, highest: number];
  /** Share of sources that answer wrongly on purpose (right once in ten). */
  adversaries?: number;
  /** Share of sources that answer at random. */
  spammers?: number;
  /** Share of examples that look like one other class: most errors on them name it, and errors are three times as many. */
  hard?: number;
  /** Distance between class centres in units of the noise; 0: features that say nothing; absent: labels only. */
  signal?: number;
  /** How much rarer each class is than the one before it, in (0, 1]; 1: balanced. */
  balance?: number;
}

export const syntheticCrowds: SyntheticCrowd[] = [
  {
    name: 'binary-adversaries',
    examples: 1000,
    classes: 2,
    labelsPerExample: 5,
    sources: 40,
    accuracy: [0.65, 0.9],
    adversaries: 0.2,
  },
  {
    name: 'hundred-classes',
    examples: 2000,
    classes: 100,
    labelsPerExample: 3,
    sources: 60,
    accuracy: [0.5, 0.9],
    spammers: 0.1,
  },
  {
    name: 'fifty-labels-hard',
    examples: 200,
    classes: 5,
    labelsPerExample: 50,
    sources: 80,
    accuracy: [0.5, 0.85],
    hard: 0.3,
  },
  {
    name: 'ten-labels-each',
    examples: 800,
    classes: 4,
    labelsPerExample: 3,
    sources: 240,
    accuracy: [0.55, 0.95],
    spammers: 0.1,
  },
  { name: 'one-label-only', examples: 1500, classes: 3, labelsPerExample: 1, sources: 20, accuracy: [0.6, 0.95] },
  {
    name: 'useless-features',
    examples: 800,
    classes: 10,
    labelsPerExample: 3,
    sources: 40,
    accuracy: [0.5, 0.9],
    signal: 0,
  },
  {
    name: 'useless-binary-one',
    examples: 1000,
    classes: 2,
    labelsPerExample: 1,
    sources: 20,
    accuracy: [0.6, 0.9],
    signal: 0,
  },
  {
    name: 'one-label-features',
    examples: 1500,
    classes: 10,
    labelsPerExample: 1,
    sources: 20,
    accuracy: [0.5, 0.9],
    signal: 0.35,
  },
  {
    name: 'binary-adv-features',
    examples: 1000,
    classes: 2,
    labelsPerExample: 3,
    sources: 30,
    accuracy: [0.6, 0.9],
    adversaries: 0.25,
    signal: 0.2,
  },
  {
    name: 'imbalanced-features',
    examples: 1500,
    classes: 6,
    labelsPerExample: 2,
    sources: 30,
    accuracy: [0.5, 0.9],
    signal: 0.3,
    balance: 0.5,
  },
  {
    name: 'hundred-features',
    examples: 2000,
    classes: 100,
    labelsPerExample: 2,
    sources: 40,
    accuracy: [0.5, 0.9],
    signal: 0.4,
  },
];

const DIMENSION = 64;

export function makeCrowd(kind: SyntheticCrowd, seed: number): CrowdSet {
  const random = new Random(seed * 1009 + kind.examples + kind.classes);
  const truth = drawTruth(kind, random);
  const decoy = Int32Array.from(truth, (t) => other(t, kind.classes, random));
  const isHard = Array.from(truth, () => random.next() < (kind.hard ?? 0));
  const accuracy = drawAccuracies(kind, random);
  const example: number[] = [];
  const source: number[] = [];
  const given: number[] = [];
  truth.forEach((t, n) => {
    const asked = random.shuffle(Array.from({ length: kind.sources }, (_, s) => s)).slice(0, kind.labelsPerExample);
    for (const s of asked) {
      const errors = Math.min(0.9, (1 - accuracy[s]!) * (isHard[n] ? 3 : 1));
      const fooled = isHard[n] && random.next() < 0.8;
      const wrong = fooled ? decoy[n]! : other(t, kind.classes, random);
      example.push(n);
      source.push(s);
      given.push(random.next() < errors ? wrong : t);
    }
  });
  const labels = {
    exampleCount: kind.examples,
    sourceCount: kind.sources,
    classCount: kind.classes,
    example,
    source,
    given,
  };
  if (kind.signal === undefined) return { name: kind.name, labels, truth };
  return { name: kind.name, labels, truth, features: drawFeatures(truth, kind, random) };
}

function drawTruth({ examples, classes, balance = 1 }: SyntheticCrowd, random: Random): Int32Array {
  const weights = Array.from({ length: classes }, (_, k) => balance ** k);
  const total = weights.reduce((a, b) => a + b, 0);
  return Int32Array.from({ length: examples }, () => {
    let left = random.next() * total;
    return Math.max(
      0,
      weights.findIndex((weight) => (left -= weight) < 0),
    );
  });
}

function drawAccuracies(kind: SyntheticCrowd, random: Random): number[] {
  const [low, high] = kind.accuracy;
  const bad = Math.round((kind.adversaries ?? 0) * kind.sources);
  const idle = Math.round((kind.spammers ?? 0) * kind.sources);
  const all = Array.from({ length: kind.sources }, (_, s) => {
    if (s < bad) return 0.1;
    if (s < bad + idle) return 1 / kind.classes;
    return low + ((high - low) * s) / kind.sources;
  });
  return random.shuffle(all);
}

function drawFeatures(truth: Int32Array, { classes, signal }: SyntheticCrowd, random: Random) {
  const centres = Array.from({ length: classes * DIMENSION }, () => random.normal() * signal!);
  const values = Float32Array.from(
    { length: truth.length * DIMENSION },
    (_, at) => centres[truth[Math.floor(at / DIMENSION)]! * DIMENSION + (at % DIMENSION)]! + random.normal(),
  );
  return { values, dimension: DIMENSION };
}

function other(label: number, classes: number, random: Random): number {
  return (label + 1 + random.below(classes - 1)) % classes;
}
