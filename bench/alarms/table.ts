import { betaInterval } from '#noise';

export function printSection(title: string, note?: string): void {
  console.log(`\n### ${title}\n${note === undefined ? '' : `\n${note}\n`}`);
}

/** A markdown table, flushed as it stands: the sections take minutes. */
export function printTable(head: string[], rows: string[][]): void {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
}

/** Share in per cent with its 95 % interval (Beta(hits + 1/2, misses + 1/2)). */
export function shareOf(hits: number, total: number): string {
  const [low, high] = betaInterval(hits + 0.5, total - hits + 0.5, 0.95);
  const percent = (share: number) => (100 * share).toFixed(share < 0.1 ? 2 : 1);
  return `${percent(hits / total)} % (${percent(low)}-${percent(high)})`;
}

/** Median and 90 % quantile of numbers of labels, Infinity = never; the median with its 95 % interval by order statistics. */
export function medianOf(delays: number[]): string {
  const sorted = delays.toSorted((a, b) => a - b);
  const at = (index: number) => shown(sorted[Math.min(Math.max(Math.round(index), 0), sorted.length - 1)]!);
  const half = sorted.length / 2;
  const spread = 0.98 * Math.sqrt(sorted.length);
  return `${at(half)} (${at(half - spread)}-${at(half + spread)}) / ${at(sorted.length * 0.9)}`;
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function shown(labels: number): string {
  return labels === Infinity ? 'never' : String(labels);
}
