import type { Cell } from '../api/figures.js';
import { indexOfLabel } from './class-names.js';
import { interval, percent } from './format.js';

interface CellWordsProps {
  who: 'It' | 'All sources together';
  names: readonly [trueName: string, givenName: string];
  share: number;
  /** Undefined: no such label was met yet. null: not known here. */
  cell: Cell | undefined | null;
  /** The same of all sources together. */
  everybody?: number | undefined;
}

/** One cell of a noise matrix in words. */
export function CellWords({ who, names: [trueName, givenName], share, cell, everybody }: CellWordsProps) {
  const [finds, calls] = who === 'It' ? ['finds', 'calls'] : ['find', 'call'];
  const same = trueName === givenName;
  return (
    <>
      <strong>
        {who} {same ? finds : calls} {percent(share)} of the examples of {trueName}
        {same ? '' : ` a ${givenName}`}.
      </strong>{' '}
      {cell && `95 %: ${interval(cell.interval, 1)}; about ${cell.count.toFixed(1)} such labels.`}
      {cell === undefined && 'No such label yet: this is what is assumed until there are some.'}
      {everybody !== undefined && <span className="muted"> All sources: {percent(everybody)}.</span>}
    </>
  );
}

/** By `"true given"`, indices of classes. */
export function cellsByPlace(cells: readonly Cell[], classes: readonly string[]): Map<string, Cell> {
  return new Map(
    cells.map((cell) => [`${indexOfLabel(cell.trueLabel, classes)} ${indexOfLabel(cell.label, classes)}`, cell]),
  );
}
