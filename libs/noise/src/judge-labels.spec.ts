import { describe, expect, it } from 'vitest';
import { judgeLabels } from './judge-labels.js';
import { calibratingExponent, labelProbabilities } from './label-probabilities.js';
import { invertNoise } from './noise-inversion.js';
import { argmax, softmaxInPlace } from './posterior.js';
import { randomOf } from './testing/random.js';

interface Made {
  classCount: number;
  probabilities: Float64Array;
  given: number[];
  truth: number[];
  source: number[];
}

/** A model that knows `p(true | x) Q`: a fifth of source 0's labels, two fifths of source 1's, say the next class. */
function make(classCount: number, examples: number, confidence = 1): Made {
  const random = randomOf(classCount + examples);
  const probabilities = new Float64Array(examples * classCount);
  const truth = Array.from({ length: examples }, () => Math.floor(random() * classCount));
  const source = truth.map(() => (random() < 0.5 ? 0 : 1));
  const given = truth.map((trueClass, n) => {
    const p = softmaxInPlace(
      Float64Array.from({ length: classCount }, (_, k) => (k === trueClass ? 4 : 0) + 3 * random()),
    );
    const u = p.map((own, j) => 0.7 * own + 0.3 * p[(j + classCount - 1) % classCount]!);
    probabilities.set(softmaxInPlace(u.map((v) => confidence * Math.log(v))), n * classCount);
    return random() < 0.2 * (1 + source[n]!) ? (trueClass + 1) % classCount : trueClass;
  });
  return { classCount, probabilities, given, truth, source };
}

const labelsOf = ({ probabilities, given, classCount }: Made) => labelProbabilities(probabilities, given, classCount);

/** Share of pairs of a wrong and a right label that the values put in this order. */
function ranked(values: number[], { given, truth }: Made): number {
  const wrong = values.filter((_, n) => given[n] !== truth[n]);
  const right = values.filter((_, n) => given[n] === truth[n]);
  const pairs = wrong.flatMap((w) => right.map((r) => (w < r ? 1 : w === r ? 0.5 : 0)));
  return pairs.reduce((a: number, b) => a + b, 0) / pairs.length;
}

describe('judgeLabels', () => {
  it.each([2, 3, 10])('finds what is wrong, and Q, of %i classes', (classCount) => {
    const made = make(classCount, 1_500);
    const { judgements, project } = judgeLabels(labelsOf(made));
    const own = made.given.map((g, n) => made.probabilities[n * classCount + g]!);
    const quality = judgements.map((judgement) => judgement.quality);
    expect(ranked(quality, made)).toBeGreaterThanOrEqual(ranked(own, made) - 0.002);
    const right = judgements.filter(({ suspect }, n) => suspect === (made.given[n] !== made.truth[n])).length;
    expect(right / judgements.length).toBeGreaterThan(0.95);
    for (let i = 0; i < classCount; i++) {
      expect(Math.abs(project.probability(i, i) - 0.7)).toBeLessThan(0.1);
      expect(project.probability(i, (i + 1) % classCount)).toBeGreaterThan(0.2);
    }
  });

  it('suspects a label only where another class is more probable, and its quality is below a half', () => {
    const made = make(3, 300);
    for (const [n, { quality, suspect, suggested }] of judgeLabels(labelsOf(made)).judgements.entries()) {
      expect(quality).toBeGreaterThanOrEqual(0);
      expect(quality).toBeLessThanOrEqual(1);
      expect(suspect).toBe(suggested !== made.given[n] && quality < 0.5);
    }
  });

  it('tells sources apart', () => {
    const made = make(4, 1_500);
    const { sources } = judgeLabels(labelsOf(made), made.source);
    expect(Math.abs(sources[0]!.accuracy - 0.8)).toBeLessThan(0.05);
    expect(Math.abs(sources[1]!.accuracy - 0.6)).toBeLessThan(0.05);
  });

  it('takes a class without any label, one example, and a model that is wrong and sure', () => {
    const made = make(3, 200);
    const wider = new Float64Array(200 * 4);
    for (let n = 0; n < 200; n++) wider.set(made.probabilities.subarray(n * 3, n * 3 + 3), n * 4);
    const { judgements } = judgeLabels(labelProbabilities(wider, made.given, 4));
    expect(judgements.every(({ quality, suggested }) => Number.isFinite(quality) && suggested < 3)).toBe(true);
    const one = judgeLabels(labelProbabilities([0, 1], [0], 2)).judgements;
    expect(one).toMatchObject([{ suspect: true, suggested: 1 }]);
  });
});

describe('calibratingExponent', () => {
  it.each([0.5, 2])('undoes a confidence of %d', (confidence) => {
    const [plain, changed] = [
      calibratingExponent(labelsOf(make(5, 1_000))),
      calibratingExponent(labelsOf(make(5, 1_000, confidence))),
    ];
    expect((changed * confidence) / plain).toBeCloseTo(1, 1);
  });
});

describe('invertNoise', () => {
  it('believes more sharply than the model predicts labels, whatever the confidence of the model', () => {
    const made = make(5, 1_000, 0.5);
    const labels = labelsOf(made);
    const fit = invertNoise(labels);
    expect(fit.exponent).toBeGreaterThanOrEqual(5 * calibratingExponent(labels));
    expect(argmax(fit.noise.column(2))).toBe(2);
    expect(fit.classBias.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 9);
  });
});
