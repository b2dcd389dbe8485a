import type { ReactNode } from 'react';
import './figures.css';

interface NumbersProps {
  /** Of the columns. */
  heads: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

/** What a chart shows, as a table for who wants or needs it. */
export function Numbers({ heads, rows }: NumbersProps) {
  return (
    <details className="numbers">
      <summary className="small">Show the numbers</summary>
      <div className="scroll-x" tabIndex={0} role="region" aria-label="The numbers">
        <table className="table small">
          <thead>
            <tr>
              {heads.map((head, n) => (
                <th key={head} scope="col" className={n === 0 ? '' : 'end'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <tr key={key}>
                {cells.map((cell, n) => (
                  <td key={heads[n]} className={n === 0 ? '' : 'end'}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
