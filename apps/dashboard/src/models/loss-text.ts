import { none } from '../ui/format.js';

/** A mean of -log probability. */
export function lossText(loss: number | null): string {
  return loss === null ? none : loss.toFixed(3);
}
