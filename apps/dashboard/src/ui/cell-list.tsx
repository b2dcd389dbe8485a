import type { Cell } from '../api/figures.js';
import { nameOfLabel } from './class-names.js';
import { count, interval, percent } from './format.js';
import './figures.css';

interface CellListProps {
  cells: readonly Cell[];
  classes: readonly string[];
  /** Cells that the answer left out. */
  leftOut: number;
}

/** A noise matrix as a list, most counted first. */
export function CellList({ cells, classes, leftOut }: CellListProps) {
  return (
    <div className="scroll-x cell-list" tabIndex={0} role="region" aria-label="What was called what">
      <table className="table small">
        <thead>
          <tr>
            <th scope="col">It is</th>
            <th scope="col">Was called</th>
            <th scope="col" className="end">
              Share
            </th>
            <th scope="col" className="end">
              95 %
            </th>
            <th scope="col" className="end">
              Labels
            </th>
          </tr>
        </thead>
        <tbody>
          {cells.map(({ trueLabel, label, probability, interval: range, count: labels }) => (
            <tr key={`${trueLabel} ${label}`}>
              <td>{nameOfLabel(trueLabel, classes)}</td>
              <td>{trueLabel === label ? 'the same' : nameOfLabel(label, classes)}</td>
              <td className="end">{percent(probability)}</td>
              <td className="end">{interval(range)}</td>
              <td className="end">{labels.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {leftOut > 0 && <p className="small muted">{count(leftOut)} smaller ones are left out.</p>}
    </div>
  );
}
