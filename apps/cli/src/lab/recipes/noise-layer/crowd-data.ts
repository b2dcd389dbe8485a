import { Random } from '#model';
import { argmax, type CrowdLabels } from '#noise';
import { drawExamples, type DrawnExamples } from '../../data/draw-examples.js';
import { takeImages } from '../../data/image-set.js';
import { drawLabels, pairFlip, uniformNoise, type NoiseRows } from '../../noise/label-noise.js';
import type { NoisyExamples } from '../../run/noisy-run.js';
import type { RunContext } from '../../run/recipe.js';

export const LABELS_PER_IMAGE = 2;

/** Ten annotators: five good, two careless, two who take each class for the next, one who answers at random. */
function annotators(K: number): NoiseRows[] {
  const good = Array.from({ length: 5 }, () => uniformNoise(K, 0.1));
  const careless = Array.from({ length: 2 }, () => uniformNoise(K, 0.5));
  const pairs = Array.from({ length: 2 }, () => pairFlip(K, 0.6));
  return [...good, ...careless, ...pairs, uniformNoise(K, 1 - 1 / K)];
}

export interface CrowdExamples {
  drawn: DrawnExamples;
  /** Of the training images; labels of one image stand together. */
  labels: CrowdLabels;
  /** One true Q per source. */
  matrices: NoiseRows[];
  /** Their mean, which a single Q can be at best. */
  pooled: NoiseRows;
}

/** Each image is labeled by two annotators, drawn evenly. */
export function drawCrowd(context: RunContext): CrowdExamples {
  const random = new Random(context.seed);
  const drawn = drawExamples(context.set, context.settings.sizes, random);
  const K = context.set.classes.length;
  const matrices = annotators(K);
  const S = matrices.length;
  const L = drawn.train.count * LABELS_PER_IMAGE;
  const example = Int32Array.from({ length: L }, (_, l) => Math.floor(l / LABELS_PER_IMAGE));
  const source = Int32Array.from({ length: L }, () => random.below(S));
  for (let l = 1; l < L; l += LABELS_PER_IMAGE) source[l] = (source[l - 1]! + 1 + random.below(S - 1)) % S;
  const given = Int32Array.from(
    source,
    (s, l) => drawLabels(Int32Array.of(drawn.train.labels[example[l]!]!), matrices[s]!, random)[0]!,
  );
  const mean = (i: number, j: number) => matrices.reduce((sum, rows) => sum + rows[i]![j]! / S, 0);
  const pooled = matrices[0]!.map((row, i) => row.map((_, j) => mean(i, j)));
  const labels = { exampleCount: drawn.train.count, sourceCount: S, classCount: K, example, source, given };
  return { drawn, labels, matrices, pooled };
}

/** As the paper sees it: every label is an example of its own, and nobody knows whose it is. */
export function eachLabelAlone({ drawn, labels, pooled }: CrowdExamples, seed: number): NoisyExamples {
  const validation = drawLabels(drawn.validation.labels, pooled, new Random(seed + 0x33));
  return {
    ...drawn,
    train: takeImages(drawn.train, labels.example),
    given: Int32Array.from(labels.given),
    noise: pooled,
    validation: { ...drawn.validation, labels: validation },
  };
}

/** One example cannot cost more than this (nats), so that a single sure mistake does not decide. */
const MOST_LOSS = 20;

/** How well the truth of the training images is known: share of wrong likeliest classes, and mean -log t[truth] in nats. */
export function judgedAgainst(truth: Int32Array, posteriors: ArrayLike<number>[]): { truth: number; logLoss: number } {
  const wrong = posteriors.filter((t, n) => argmax(t) !== truth[n]).length;
  const losses = posteriors.map((t, n) => Math.min(-Math.log(t[truth[n]!]!), MOST_LOSS));
  return { truth: wrong / posteriors.length, logLoss: losses.reduce((a, b) => a + b, 0) / losses.length };
}
