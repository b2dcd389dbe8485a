import { Random } from './random.js';
import type { TrainingJob } from './job.js';
import { foldOf } from './fold.js';

/** A made-up crowd for specs: Gaussian classes, `labelsPer` labels per example from sources of known accuracy. */
export function madeUpJob(
  options: {
    examples?: number;
    classes?: number;
    dimension?: number;
    labelsPer?: number;
    accuracies?: number[];
    seed?: number;
    signal?: number;
  } = {},
): { job: TrainingJob; truth: Int32Array } {
  const { examples = 240, classes = 3, dimension = 6, labelsPer = 2, seed = 1, signal = 2 } = options;
  const accuracies = options.accuracies ?? [0.9, 0.8, 0.7, 0.6, 0.75];
  const random = new Random(seed);
  const centres = Array.from({ length: classes * dimension }, () => random.normal() * signal);
  const truth = Int32Array.from({ length: examples }, () => random.below(classes));
  const values = Float32Array.from({ length: examples * dimension }, (_, at) => {
    const n = Math.floor(at / dimension);
    return centres[truth[n]! * dimension + (at % dimension)]! + random.normal();
  });
  const start = Int32Array.from({ length: examples + 1 }, (_, n) => n * labelsPer);
  const source = Int32Array.from(
    { length: examples * labelsPer },
    (_, l) => (Math.floor(l / labelsPer) + (l % labelsPer)) % accuracies.length,
  );
  const given = Int32Array.from(source, (s, l) => {
    const right = truth[Math.floor(l / labelsPer)]!;
    return random.next() < accuracies[s]! ? right : (right + 1 + random.below(classes - 1)) % classes;
  });
  const job: TrainingJob = {
    project: 'spec',
    version: 1,
    seed,
    classCount: classes,
    folds: 2,
    exampleFold: Int8Array.from(truth, (_, n) => foldOf(`example-${n}`, 2)),
    features: { values, dimension, row: Int32Array.from(truth.keys()) },
    labels: { start, source, given },
    gold: new Int32Array(examples).fill(-1),
    sourceCounts: accuracies.map(() => []),
    pooledCounts: [],
    classPrior: new Float64Array(classes).fill(1 / classes),
  };
  return { job, truth };
}
