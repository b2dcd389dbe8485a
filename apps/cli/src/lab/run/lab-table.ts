import Table from 'cli-table3';
import type { LabTable } from './recipe.js';

/** For people: first column to the left, the rest to the right. */
export function tableText({ title, head, rows, note }: LabTable): string {
  const table = new Table({
    head,
    colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows);
  return `${title}\n${table.toString()}\n${note ? `${note}\n` : ''}`;
}
