import { monitorEventLoopDelay } from 'node:perf_hooks';
import { foldOf, Random, TrainingWorker, type BackendChoice, type TrainingJob } from '#model';

/** One line per size: how long a fine-tune takes in its thread, and how free the event loop stays meanwhile. */
export async function measureFineTunes(backend: BackendChoice, sizes: (readonly [number, number])[]): Promise<void> {
  const worker = new TrainingWorker({ backend });
  for (const [examples, dimension] of sizes) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const job = madeUpJob(examples, dimension, 10);
    delay.enable();
    const { seconds, report, backend: trainedOn } = await worker.train(job);
    delay.disable();
    const [p99, max] = [delay.percentile(99), delay.max].map((ns) => (ns / 1e6).toFixed(1));
    console.log(
      `| ${examples} x ${dimension} | ${trainedOn} | ${seconds.toFixed(1)} | ${report.epochs} | ${p99} / ${max} |`,
    );
  }
  await worker.close();
}

function madeUpJob(examples: number, dimension: number, classes: number): TrainingJob {
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
