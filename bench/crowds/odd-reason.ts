import { oddLoss, oddThreshold, Random, randomLossesOfRows } from '#model';
import { filterFigures } from '../../apps/cli/src/lab/recipes/odd/odd-losses.js';

/** A label whose truth is known. */
export interface KnownLabel {
  row: number;
  given: number;
  isWrong: boolean;
}

/**
 * How well "odd" tells wrong labels from right ones: at the service's threshold, and at the one that random labels for the examples
 * themselves would set at the same p.
 *
 * @param logModel `[N, K]` out of fold
 */
export function oddReason(logModel: Float32Array, classCount: number, labels: KnownLabel[], threshold: number): string {
  const K = classCount;
  const losses = Float64Array.from(labels, ({ row, given }) =>
    oddLoss(logModel.subarray(row * K, (row + 1) * K), given),
  );
  const isWrong = Uint8Array.from(labels, (label) => Number(label.isWrong));
  const words = (name: string, at: number) => {
    const { precision, recall } = filterFigures(losses, isWrong, at);
    return `${name} ${at.toFixed(2)}: precision ${precision.toFixed(3)} recall ${recall.toFixed(3)}`;
  };
  const ofRows = oddThreshold(randomLossesOfRows(logModel, K, new Random(1)), K);
  return `  odd by ${words('the service', threshold)} | by ${words('rows', ofRows)}`;
}
