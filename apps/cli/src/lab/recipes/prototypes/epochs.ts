import { shown } from '../../run/mean-deviation.js';
import type { Figures, JobResult, LabTable } from '../../run/recipe.js';
import type { LookFigures } from './self-learning-training.js';

/** How right labels are over the epochs of one self-learning. */
export function epochsTable({ name, runs }: JobResult<unknown>): LabTable {
  const given = shown(numbers(runs.map(({ figures }) => figures['given'])));
  const over = (n: number, figure: 'corrected' | 'network' | 'prototypes', scale = 100) =>
    shown(numbers(runs.map(({ figures }) => looksOf(figures)[n]![figure])), { scale });
  return {
    title: `${name}: training labels that are right, %; given ${given}`,
    head: ['epochs done', 'corrected by prototypes', 'what the network says', 'prototypes per class'],
    rows: looksOf(runs[0]!.figures).map(({ epoch }, n) => [
      String(epoch),
      over(n, 'corrected'),
      over(n, 'network'),
      over(n, 'prototypes', 1),
    ]),
    note: 'paper, Clothing1M: 61.74 -> 74.38 -> 77.36',
  };
}

function looksOf(figures: Figures): LookFigures[] {
  return figures['looks'] as unknown as LookFigures[];
}

function numbers(values: unknown[]): number[] {
  return values.filter((value): value is number => typeof value === 'number');
}
