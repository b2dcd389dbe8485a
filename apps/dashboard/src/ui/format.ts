const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' });

export const none = '–';

export function count(value: number): string {
  return whole.format(value);
}

/** "1 label", "2 labels" */
export function counted(value: number, noun: string): string {
  return `${whole.format(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** 12,345 becomes 12.3K. */
export function shortCount(value: number): string {
  return value < 10_000 ? whole.format(value) : compact.format(value);
}

/** A share in [0, 1]. */
export function percent(share: number | null | undefined, digits = 1): string {
  return share === null || share === undefined ? none : `${(100 * share).toFixed(digits)}\u00a0%`;
}

export function interval(range: readonly [number, number] | readonly number[] | null | undefined, digits = 0): string {
  if (!range) return none;
  return `${(100 * range[0]!).toFixed(digits)} to ${(100 * range[1]!).toFixed(digits)}\u00a0%`;
}

/** Percentage points, with a sign. */
export function points(change: number | null | undefined): string {
  if (change === null || change === undefined) return none;
  return `${change > 0 ? '+' : change < 0 ? '−' : '±'}${Math.abs(100 * change).toFixed(1)}`;
}

export function exactTime(iso: string): string {
  return exact.format(new Date(iso));
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** "3 min. ago" */
export function timeAgo(iso: string, nowMs: number = Date.now()): string {
  const seconds = (new Date(iso).getTime() - nowMs) / 1_000;
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units[3];
  return relative.format(Math.trunc(seconds / size), unit);
}
