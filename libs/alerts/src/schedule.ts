const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Pauses before the attempts of a delivery, each counted from the failure of the attempt before, as the table of Standard
 * Webhooks has them ("delay": ten attempts over 75 hours).
 */
export const attemptDelaysMs: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** Of a delay, either way: receivers that failed together are not asked again together. */
const JITTER = 0.1;
const MAX_RETRY_AFTER_MS = 24 * HOUR;

/**
 * How long to wait after the `attempts`-th failure; undefined: it was the last attempt. A receiver that says when to come
 * again is not asked sooner.
 * @param random in [0, 1)
 */
export function nextDelayMs(attempts: number, random: number, retryAfterMs = 0): number | undefined {
  const delayMs = attemptDelaysMs[attempts];
  if (delayMs === undefined) return undefined;
  const jittered = Math.round(delayMs * (1 + JITTER * (2 * random - 1)));
  return Math.max(jittered, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS));
}

/** `Retry-After` as seconds or as a date (RFC 9110, 10.2.3); undefined: it is neither. */
export function parseRetryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND;
  if (!/^[A-Z][a-z]{2}/.test(text)) return undefined;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : Math.max(atMs - nowMs, 0);
}
