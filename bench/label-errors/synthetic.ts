import { seededRandom } from '../path/seeded-random.js';

/** Probabilities of given labels whose truth is known, from a model that knows `Σ_i p(i | x) · Q[i][given]`, more or less. */
export interface SyntheticKind {
  name: string;
  examples: number;
  classCount: number;
  /** Share of wrong labels, in [0, 1]. */
  noise: number;
  /** Where wrong labels go: to all classes alike, to the next class, or to classes drawn for each. */
  errors: 'uniform' | 'next' | 'drawn';
  /** Distance between classes in deviations: 3 overlaps, 6 hardly. */
  distance: number;
  /** Exponent on the probabilities: below 1 underconfident, above overconfident. */
  confidence: number;
  /** Deviation of the model's own error, in nats. */
  blur: number;
  /** Share of the noise that lies on what looks like another class. */
  difficulty: number;
}

const plain: SyntheticKind = {
  name: 'uniform .2',
  examples: 5_000,
  classCount: 10,
  noise: 0.2,
  errors: 'uniform',
  distance: 4,
  confidence: 1,
  blur: 0.2,
  difficulty: 0,
};

export const syntheticKinds: SyntheticKind[] = [
  plain,
  { ...plain, name: 'uniform .02', noise: 0.02 },
  { ...plain, name: 'uniform .6', noise: 0.6 },
  { ...plain, name: 'next class .3, underconfident', noise: 0.3, errors: 'next', confidence: 0.7 },
  { ...plain, name: 'drawn .4', noise: 0.4, errors: 'drawn' },
  { ...plain, name: 'drawn .4, on what looks like it', noise: 0.4, errors: 'drawn', difficulty: 0.5 },
  { ...plain, name: 'overlapping classes, overconfident', distance: 3, confidence: 1.5, blur: 0.5 },
  { ...plain, name: 'two classes', classCount: 2, noise: 0.2 },
  { ...plain, name: 'two classes .35', classCount: 2, noise: 0.35 },
  { ...plain, name: 'two classes, overlapping', classCount: 2, distance: 2, confidence: 1.5, blur: 0.5 },
  { ...plain, name: '500 examples', examples: 500, errors: 'drawn' },
  { ...plain, name: '500 examples, two classes', examples: 500, classCount: 2 },
  { ...plain, name: 'hundred classes', classCount: 100, distance: 5 },
  { ...plain, name: 'hundred classes, drawn .4', classCount: 100, distance: 5, noise: 0.4, errors: 'drawn' },
];

/** `values` is `[N * K]`. */
export function madeProbabilities(kind: SyntheticKind, seed: number) {
  const random = seededRandom(seed + 1);
  const { examples: N, classCount: K } = kind;
  const noise = noiseMatrixOf(kind, random);
  const values = new Float64Array(N * K);
  const truth = Int32Array.from({ length: N }, () => Math.floor(random() * K));
  const given = truth.map((trueClass, n) => {
    const x = Float64Array.from({ length: K }, (_, k) => kind.distance * (k === trueClass ? kind.distance : 0));
    const seen = x.map((mean) => mean + kind.distance * normal(random));
    const [p, soft] = [softmax(seen), softmax(seen.map((v) => v / 3))];
    const rates = (row: ArrayLike<number>) =>
      Float64Array.from({ length: K }, (_, j) => mix(kind.difficulty, row[j]!, soft[j]!));
    const predicted = rates(columnSums(p, noise));
    values.set(
      softmax(predicted.map((u) => kind.confidence * (Math.log(u + 1e-12) + kind.blur * normal(random)))),
      n * K,
    );
    return draw(rates(noise[trueClass]!), random);
  });
  return { values, given, truth, classCount: K };
}

function noiseMatrixOf({ classCount: K, noise, errors }: SyntheticKind, random: () => number): number[][] {
  return Array.from({ length: K }, (_, i) => {
    const weights = Array.from({ length: K }, (_, j) => {
      if (j === i) return 0;
      if (errors === 'next') return j === (i + 1) % K ? 1 : 0;
      return errors === 'uniform' ? 1 : random() ** 4;
    });
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight, j) => (j === i ? 1 - noise : (noise * weight) / sum));
  });
}

function columnSums(p: Float64Array, noise: number[][]): Float64Array {
  return p.map((_, j) => noise.reduce((sum, row, i) => sum + p[i]! * row[j]!, 0));
}

function mix(share: number, a: number, b: number): number {
  return (1 - share) * a + share * b;
}

function softmax(logits: Float64Array): Float64Array {
  const max = Math.max(...logits);
  const weights = logits.map((v) => Math.exp(v - max));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
}

function draw(weights: Float64Array, random: () => number): number {
  let left = random() * weights.reduce((a, b) => a + b, 0);
  const drawn = weights.findIndex((w) => (left -= w) < 0);
  return drawn < 0 ? weights.length - 1 : drawn;
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
