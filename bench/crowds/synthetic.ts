import { Random, type FeatureMatrix } from '#model';
import type { CrowdLabels } from '#noise';
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
  /** Share of sources that mostly say what one bad source says. */
  copiers?: number;
  /** Classes are mistaken for their neighbour (0 and 1, 2 and 3, ...), every second one four times as often. */
  pairs?: boolean;
  /** Groups that a class's features fall into; default 1. */
  clusters?: number;
  /** How much rarer each class is than the one before it, in (0, 1]; 1: balanced. */
  balance?: number;
}

const DIMENSION = 64;
const TEST_EXAMPLES = 500;
const COPIED_ACCURACY = 0.5;

/** What is true of the examples and the sources before anybody answers. */
interface World {
  truth: Int32Array;
  /** `[N]` the class that a hard example looks like. */
  decoy: Int32Array;
  isHard: boolean[];
  /** `[S]` */
  accuracy: number[];
  /** `[N]` what the copied source says; absent without copiers. */
  copied?: Int32Array;
}

export function makeCrowd(kind: SyntheticCrowd, seed: number): CrowdSet {
  const random = new Random(seed * 1009 + kind.examples + kind.classes);
  const truth = drawTruth(kind, kind.examples, random);
  const decoy = Int32Array.from(truth, (t) => other(t, kind.classes, random));
  const isHard = Array.from(truth, () => random.next() < (kind.hard ?? 0));
  const world: World = { truth, decoy, isHard, accuracy: drawAccuracies(kind, random) };
  if (kind.copiers) {
    world.copied = truth.map((t) => (random.next() < COPIED_ACCURACY ? t : other(t, kind.classes, random)));
  }
  const set: CrowdSet = { name: kind.name, labels: drawLabels(kind, world, random), truth };
  if (kind.signal === undefined) return set;
  const centres = Array.from(
    { length: kind.classes * (kind.clusters ?? 1) * DIMENSION },
    () => random.normal() * kind.signal!,
  );
  const features = drawFeatures(truth, kind, centres, random, (n) => (isHard[n] ? decoy[n]! : undefined));
  const unseen = drawTruth(kind, TEST_EXAMPLES, random);
  const test = { features: drawFeatures(unseen, kind, centres, random, () => undefined), truth: unseen };
  return { ...set, features, test };
}

function drawLabels(kind: SyntheticCrowd, world: World, random: Random): CrowdLabels {
  const example: number[] = [];
  const source: number[] = [];
  const given: number[] = [];
  world.truth.forEach((_, n) => {
    const asked = random.shuffle(Array.from({ length: kind.sources }, (_, s) => s)).slice(0, kind.labelsPerExample);
    for (const s of asked) {
      example.push(n);
      source.push(s);
      given.push(drawAnswer(kind, world, n, s, random));
    }
  });
  return { exampleCount: kind.examples, sourceCount: kind.sources, classCount: kind.classes, example, source, given };
}

function drawAnswer(kind: SyntheticCrowd, world: World, n: number, s: number, random: Random): number {
  const t = world.truth[n]!;
  if (world.copied && s < kind.copiers! * kind.sources && random.next() < 0.9) return world.copied[n]!;
  const often = (world.isHard[n] ? 3 : 1) * (kind.pairs ? [1.6, 0.4][t % 2]! : 1);
  const errors = Math.min(0.9, (1 - world.accuracy[s]!) * often);
  const wrong = drawWrong(kind, world, n, random);
  return random.next() < errors ? wrong : t;
}

function drawWrong(kind: SyntheticCrowd, world: World, n: number, random: Random): number {
  const t = world.truth[n]!;
  if (world.isHard[n] && random.next() < 0.8) return world.decoy[n]!;
  if (kind.pairs && random.next() < 0.8) return t ^ 1;
  return other(t, kind.classes, random);
}

function drawTruth({ classes, balance = 1 }: SyntheticCrowd, examples: number, random: Random): Int32Array {
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

/** A hard example lies half-way to the class that it looks like. */
function drawFeatures(
  truth: Int32Array,
  { classes, clusters = 1 }: SyntheticCrowd,
  centres: number[],
  random: Random,
  looksLike: (n: number) => number | undefined,
): FeatureMatrix {
  const values = new Float32Array(truth.length * DIMENSION);
  truth.forEach((t, n) => {
    const group = clusters > 1 ? classes * random.below(clusters) : 0;
    const like = looksLike(n) ?? t;
    for (let d = 0; d < DIMENSION; d++) {
      const centre = (centres[(group + t) * DIMENSION + d]! + centres[(group + like) * DIMENSION + d]!) / 2;
      values[n * DIMENSION + d] = centre + random.normal();
    }
  });
  return { values, dimension: DIMENSION };
}

function other(label: number, classes: number, random: Random): number {
  return (label + 1 + random.below(classes - 1)) % classes;
}
