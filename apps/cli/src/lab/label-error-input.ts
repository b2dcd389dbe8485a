import { statSync } from 'node:fs';
import { InvalidInput, maxClasses } from '#labels';
import { readNpy, type Npy } from '#npy';

export interface LabelErrorInput {
  classCount: number;
  /** `[N * K]`, row by row; each row sums to 1. */
  probabilities: Npy['values'];
  /** `[N]` */
  given: Npy['values'];
  /** `[N]` */
  source?: Npy['values'];
}

/** How far a row's sum may be from 1: float16 was somewhere on the way. */
const SUM_TOLERANCE = 0.01;

/** @throws InvalidInput naming the file, and the row where there is one */
export function readLabelErrorInput(files: { probs: string; labels: string; source?: string }): LabelErrorInput {
  const { shape, values: probabilities } = read('--probs', files.probs);
  const [rows, classCount] = shape;
  if (shape.length !== 2)
    throw new InvalidInput(files.probs, shapeText(shape), 'is not a shape of [examples, classes]');
  if (!rows) throw new InvalidInput(files.probs, undefined, 'has no examples');
  if (!(classCount! >= 2)) throw new InvalidInput(files.probs, shapeText(shape), 'is a shape of fewer than 2 classes');
  if (classCount! > maxClasses)
    throw new InvalidInput(files.probs, shapeText(shape), `is a shape of more than ${maxClasses} classes`);
  checkProbabilities(files.probs, probabilities, classCount!);
  const given = readIntegers('--labels', files.labels, rows, classCount! - 1);
  const input = { classCount: classCount!, probabilities, given };
  // As many sources as labels at most: numbers beyond would be rows of nothing.
  return files.source === undefined
    ? input
    : { ...input, source: readIntegers('--source', files.source, rows, rows - 1) };
}

function read(flag: string, path: string): Npy {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new InvalidInput(flag, path, 'is not a file');
  return readNpy(path);
}

function checkProbabilities(path: string, values: Npy['values'], classCount: number): void {
  if (!(values instanceof Float32Array || values instanceof Float64Array))
    throw new InvalidInput(path, undefined, 'holds integers, not probabilities');
  for (let from = 0, n = 0; from < values.length; from += classCount, n++) {
    let sum = 0;
    for (let k = from; k < from + classCount; k++) {
      if (!(values[k]! >= 0))
        throw new InvalidInput(path, values[k], `is not a probability (row ${n}, class ${k - from})`);
      sum += values[k]!;
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) throw new InvalidInput(path, sum, `is the sum of row ${n}, not 1`);
  }
}

function readIntegers(flag: string, path: string, rows: number, largest: number): Npy['values'] {
  const { shape, values } = read(flag, path);
  if (shape.length !== 1 || shape[0] !== rows)
    throw new InvalidInput(
      path,
      shapeText(shape),
      `is not the shape of the probabilities' ${rows} examples: (${rows},)`,
    );
  for (let n = 0; n < rows; n++) {
    const value = values[n]!;
    if (!(Number.isInteger(value) && value >= 0 && value <= largest))
      throw new InvalidInput(path, value, `at index ${n} is not a whole number from 0 to ${largest}`);
  }
  return values;
}

function shapeText(shape: number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}
