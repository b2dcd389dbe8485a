import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as tf from '@tensorflow/tfjs-core';
import { openBackend, Random, TrainingWorker, foldOf, type TrainingJob } from '#model';

/** What the model costs on this machine: the transpose fix, one fine-tune, and how free the event loop stays meanwhile. */
function milliseconds(times: number, run: () => tf.Tensor): number {
  for (let n = 0; n < 5; n++) run().dispose();
  const startedMs = performance.now();
  for (let n = 0; n < times; n++) run().dispose();
  return (performance.now() - startedMs) / times;
}

function job(examples: number, dimension: number, classes: number): TrainingJob {
  const random = new Random(1);
  const centres = Array.from({ length: classes * dimension }, () => random.normal() * 0.2);
  const truth = Int32Array.from({ length: examples }, () => random.below(classes));
  const values = Float32Array.from({ length: examples * dimension }, (_, at) => {
    return centres[truth[Math.floor(at / dimension)]! * dimension + (at % dimension)]! + random.normal();
  });
  const given = Int32Array.from({ length: examples * 2 }, (_, l) =>
    random.next() < 0.8 ? truth[l >> 1]! : random.below(classes),
  );
  return {
    project: 'bench',
    version: 1,
    seed: 1,
    classCount: classes,
    folds: 2,
    exampleFold: Int8Array.from(truth, (_, n) => foldOf(`i${n}`, 2)),
    features: { values, dimension, row: Int32Array.from(truth.keys()) },
    labels: {
      start: Int32Array.from({ length: examples + 1 }, (_, n) => 2 * n),
      source: Int32Array.from(given, (_, l) => l % 40),
      given,
    },
    gold: new Int32Array(examples).fill(-1),
    sourceCounts: Array.from({ length: 40 }, () => []),
    pooledCounts: [],
    classPrior: new Float64Array(classes).fill(1 / classes),
  };
}

await import('@tensorflow/tfjs-backend-wasm');
await tf.setBackend('wasm');
const a = tf.ones([512, 256]);
const b = tf.ones([512, 64]);
const slowMs = milliseconds(10, () => tf.matMul(a, b, true, false));
await openBackend('wasm');
const fastMs = milliseconds(200, () => tf.matMul(a, b, true, false));
console.log(
  `wasm x^T y, [512, 256] by [512, 64]: ${slowMs.toFixed(2)} ms as shipped, ${fastMs.toFixed(2)} ms transposed first (x ${(slowMs / fastMs).toFixed(0)})`,
);

const worker = new TrainingWorker();
for (const [examples, dimension] of [
  [1000, 512],
  [2500, 784],
  [20000, 784],
] as const) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const work = job(examples, dimension, 10);
  delay.enable();
  const { seconds, report } = await worker.train(work);
  delay.disable();
  console.log(
    `fine-tune of ${examples} x ${dimension}, F = 2: ${seconds.toFixed(1)} s, ${report.epochs} epochs; ` +
      `event loop delayed ${(delay.percentile(99) / 1e6).toFixed(1)} ms (p99), ${(delay.max / 1e6).toFixed(1)} ms (max, the copy of the job)`,
  );
}
await worker.close();
