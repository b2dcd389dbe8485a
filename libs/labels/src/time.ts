import { isAbsent } from './checks.js';
import { InvalidInput } from './invalid-input.js';

const lastAtMs = Date.UTC(2101, 0, 1) - 1;
const isoTime = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
const minuteMs = 60_000;
const maxAheadMs = 24 * 60 * minuteMs;
/** A record's time before this is no clock's: the line counts of a replay, or -1 of a producer that sends none. */
const firstClockMs = Date.UTC(2000, 0, 1);

/** Epoch milliseconds within the years 1970 to 2100. */
export function checkAtMs(field: string, atMs: number): number {
  if (Number.isInteger(atMs) && atMs >= 0 && atMs <= lastAtMs) return atMs;
  throw new InvalidInput(field, atMs, 'is not within the years 1970 to 2100 (epoch milliseconds)');
}

/**
 * Epoch milliseconds of an ISO 8601 date or time; without an offset it is read as UTC, so that the same file means the
 * same everywhere.
 */
export function parseAt(field: string, value: unknown): number | undefined {
  if (isAbsent(value)) return undefined;
  const parts = typeof value === 'string' ? isoTime.exec(value) : null;
  const atMs = parts === null ? undefined : epochMs(parts);
  if (atMs === undefined) throw new InvalidInput(field, value, 'is not an ISO 8601 time such as 2026-11-20T10:00:00Z');
  if (atMs >= 0 && atMs <= lastAtMs) return atMs;
  throw new InvalidInput(field, value, 'is not within the years 1970 to 2100');
}

/**
 * Refuses an event's own time that lies more than a day after its record was written: a wrong clock or a wrong unit, and
 * what has waited since then would seem to have waited for years. The past is not limited.
 *
 * @param writtenMs when the record was written; a time that no clock shows says nothing
 */
export function checkNotAhead(field: string, atMs: number | undefined, writtenMs: number): void {
  if (atMs === undefined || writtenMs < firstClockMs || atMs <= writtenMs + maxAheadMs) return;
  const written = new Date(writtenMs).toISOString();
  throw new InvalidInput(field, new Date(atMs).toISOString(), `is more than 24 hours after it was sent, ${written}`);
}

/** Like `parseAt`, for a time that must be there. */
export function checkTime(field: string, value: unknown): number {
  const atMs = parseAt(field, value);
  if (atMs === undefined) throw new InvalidInput(field, undefined, 'is missing');
  return atMs;
}

/** undefined where the calendar or the clock has no such moment. */
function epochMs(parts: RegExpExecArray): number | undefined {
  const part = (index: number) => Number(parts[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const ms = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  const utcMs = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const date = new Date(utcMs);
  const realDay = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const realTime = hour < 24 && minute < 60 && second < 60;
  const offset = offsetMinutes(parts[8]);
  return realDay && realTime && offset !== undefined ? utcMs - offset * minuteMs : undefined;
}

function offsetMinutes(text: string | undefined): number | undefined {
  if (text === undefined || text.toUpperCase() === 'Z') return 0;
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (hours > 23 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
