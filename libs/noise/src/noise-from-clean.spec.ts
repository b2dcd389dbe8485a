import { describe, expect, it } from 'vitest';
import { inverted, multiplied } from './dense-matrix.js';
import {
  confusionMatrix,
  noiseFromClean,
  noiseOfTruth,
  sparseTruthOfLabels,
  truthOfLabels,
} from './noise-from-clean.js';
import { randomOf } from './testing/random.js';
import { uniformMatrix } from './uniform-matrix.js';

const noise = [
  [0.6, 0.3, 0.1, 0],
  [0, 0.7, 0.2, 0.1],
  [0.2, 0, 0.8, 0],
  [0, 0.5, 0, 0.5],
];
const classifier = [
  [0.8, 0.1, 0.05, 0.05],
  [0.1, 0.7, 0.1, 0.1],
  [0, 0.2, 0.7, 0.1],
  [0.1, 0.1, 0.1, 0.7],
];
const shares = [0.4, 0.3, 0.2, 0.1];

/** P(true | given) and p(given) of the noise above. */
function truth(): { truth: number[][]; givenShares: number[] } {
  const givenShares = noise.map((_, j) => shares.reduce((sum, p, i) => sum + p * noise[i]![j]!, 0));
  return { givenShares, truth: givenShares.map((p, j) => shares.map((share, i) => (share * noise[i]![j]!) / p)) };
}

function expectClose(found: number[][], expected: number[][], tolerance: number): void {
  found.forEach((row, i) => {
    expect(Math.abs(row.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-9);
    row.forEach((p, j) => expect(Math.abs(p - expected[i]![j]!)).toBeLessThan(tolerance));
  });
}

function drawn(rows: number[][], from: number, random: () => number): number {
  let left = random();
  return Math.max(
    rows[from]!.findIndex((p) => (left -= p) < 0),
    0,
  );
}

function sampled(examples: number, seed: number, by = noise) {
  const random = randomOf(seed);
  const sample = { truth: [] as number[], given: [] as number[], predicted: [] as number[] };
  for (let n = 0; n < examples; n++) {
    const label = drawn([shares], 0, random);
    sample.truth.push(label);
    sample.given.push(drawn(by, label, random));
    sample.predicted.push(drawn(classifier, label, random));
  }
  return sample;
}

describe('noise from clean data', () => {
  it('is exact where the confusion matrices are', () => {
    const known = truth();
    const onLabels = multiplied(known.truth, classifier);
    expectClose(truthOfLabels(classifier, onLabels), known.truth, 1e-9);
    expectClose(noiseOfTruth(known.truth, known.givenShares), noise, 1e-9);
  });

  it('is close where they are counted', () => {
    const [clean, noisy] = [sampled(20_000, 1), sampled(60_000, 2)];
    expectClose(noiseFromClean({ classCount: 4, clean, noisy }), noise, 0.06);
  });

  it('stays a probability matrix where a handful of examples would say otherwise', () => {
    const [clean, noisy] = [sampled(60, 3), sampled(60, 4)];
    const found = noiseFromClean({ classCount: 4, clean, noisy });
    expect(Math.min(...found.flat())).toBeGreaterThanOrEqual(0);
    expectClose(found, found, 1);
    const onLabels = confusionMatrix(noisy.given, noisy.predicted, 4);
    const raw = multiplied(onLabels, inverted(confusionMatrix(clean.truth, clean.predicted, 4)));
    expect(Math.min(...raw.flat())).toBeLessThan(0); // so the projection had something to do
  });

  it('names a class that it has no example of, and refuses a classifier that tells two classes the same', () => {
    expect(() => confusionMatrix([0, 0, 2], [0, 1, 2], 3)).toThrow('class 1');
    expect(() => truthOfLabels(uniformMatrix(0, 3), uniformMatrix(1, 3))).toThrow('no inverse');
  });
});

describe('sparse form', () => {
  const known = truth();
  const onLabels = multiplied(known.truth, classifier);

  it('tends to the exact solution as the penalty vanishes', () => {
    expectClose(sparseTruthOfLabels(classifier, onLabels, 1e-9), known.truth, 1e-4);
  });

  it('has more zeros than the plain form on counted matrices', () => {
    const [clean, noisy] = [sampled(400, 5), sampled(400, 6)];
    const matrices = [
      confusionMatrix(clean.truth, clean.predicted, 4),
      confusionMatrix(noisy.given, noisy.predicted, 4),
    ] as const;
    const zeros = (rows: number[][]) => rows.flat().filter((p) => p === 0).length;
    expect(zeros(sparseTruthOfLabels(...matrices, 0.05))).toBeGreaterThan(zeros(truthOfLabels(...matrices)));
  });

  it('is nearer to the truth than the plain form where most confusions do not happen', () => {
    const pairs = noise.map((_, i) => noise.map((_, j) => (i === j ? 0.6 : j === (i + 1) % 4 ? 0.4 : 0)));
    const distance = (penalty?: number) =>
      [1, 2, 3, 4, 5].reduce((sum, seed) => {
        const evidence = { classCount: 4, clean: sampled(600, seed, pairs), noisy: sampled(600, seed + 50, pairs) };
        const found = noiseFromClean(evidence, penalty);
        return sum + found.flat().reduce((total, q, n) => total + Math.abs(q - pairs.flat()[n]!), 0);
      }, 0);
    expect(distance(0.02)).toBeLessThan(0.9 * distance());
  });

  it('meets the conditions of its optimum: no entry can move to its gain', () => {
    const penalty = 0.02;
    const gram = classifier.map((a) => classifier.map((b) => a.reduce((sum, v, k) => sum + v * b[k]!, 0)));
    const [given] = sparseTruthOfLabels(classifier, onLabels, penalty);
    // Rows come back divided by their sum: it is found again from the gradient of an entry that is not 0.
    const b = classifier.map((row) => row.reduce((sum, v, k) => sum + v * onLabels[0]![k]!, 0));
    const direction = gram.map((row) => row.reduce((sum, v, k) => sum + v * given![k]!, 0));
    const scale = (b[0]! - penalty) / direction[0]!;
    given!.forEach((r, i) => {
      const slope = scale * direction[i]! - b[i]! + penalty;
      if (r > 0) expect(Math.abs(slope)).toBeLessThan(1e-6);
      else expect(slope).toBeGreaterThan(-1e-6);
    });
  });
});

describe('inverted', () => {
  it('is what multiplies to the identity', () => {
    expect(multiplied(inverted(noise), noise).flat()).toEqual(
      [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].map((j) => expect.closeTo(i === j ? 1 : 0, 9))),
    );
  });
});

describe('uniformMatrix', () => {
  it('is the identity at alpha 1, says nothing at 0, and has rows that sum to 1', () => {
    expect(uniformMatrix(1, 2)).toEqual([[1, 0], [0, 1]]); // prettier-ignore
    expect(new Set(uniformMatrix(0, 4).flat())).toEqual(new Set([0.25]));
    for (const row of uniformMatrix(0.3, 5)) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(() => uniformMatrix(1.1, 2)).toThrow('1.1');
  });
});
