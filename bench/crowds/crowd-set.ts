import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrowdLabels } from '#noise';
import type { FeatureMatrix } from '#model';
import { readNpy } from '#npy';

/** A crowd with a known truth, which is for measuring only. */
export interface CrowdSet {
  name: string;
  labels: CrowdLabels;
  /** `[N]`, -1 where it is not known. */
  truth: ArrayLike<number>;
  features?: FeatureMatrix;
  test?: { features: FeatureMatrix; truth: ArrayLike<number> };
}

/** Reads a folder with labels.csv (item,worker,label), truth.npy, and features.npy where there are features. */
export function readCrowdSet(folder: string, name: string): CrowdSet {
  const rows = readFileSync(join(folder, 'labels.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const truth = readNpy(join(folder, 'truth.npy')).values;
  const column = (c: number) => Int32Array.from(rows, (row) => row[c]!);
  const [example, source, given] = [column(0), column(1), column(2)];
  const labels = {
    exampleCount: truth.length,
    sourceCount: largest(source) + 1,
    classCount: Math.max(largest(given), largest(truth)) + 1,
    example,
    source,
    given,
  };
  const set: CrowdSet = { name, labels, truth };
  if (existsSync(join(folder, 'features.npy'))) set.features = matrix(join(folder, 'features.npy'));
  if (existsSync(join(folder, 'features_test.npy'))) {
    const features = matrix(join(folder, 'features_test.npy'));
    set.test = { features, truth: readNpy(join(folder, 'truth_test.npy')).values };
  }
  return set;
}

function matrix(path: string): FeatureMatrix {
  const { shape, values } = readNpy(path);
  const isNative = values instanceof Float32Array || values instanceof Uint8Array;
  return { values: isNative ? values : Float32Array.from(values), dimension: shape[1]! };
}

function largest(values: ArrayLike<number>): number {
  let max = -1;
  for (let n = 0; n < values.length; n++) max = Math.max(max, values[n]!);
  return max;
}
