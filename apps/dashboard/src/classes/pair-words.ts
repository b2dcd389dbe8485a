import type { Confusion } from '../api/figures.js';
import { nameOfLabel } from '../ui/class-names.js';

type Pair = Pick<Confusion, 'trueLabel' | 'label'>;

/** In the address. */
export function pairName({ trueLabel, label }: Pair): string {
  return JSON.stringify([trueLabel, label]);
}

/** "4 called 9" */
export function pairWords({ trueLabel, label }: Pair, classes: readonly string[]): string {
  return `${nameOfLabel(trueLabel, classes)} called ${nameOfLabel(label, classes)}`;
}
