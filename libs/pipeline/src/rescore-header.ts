import type { LogRecord } from '#stream';

/** Tells rescore events from the rest before they are decoded: the trainer passes over its own. */
export const rescoreHeader = { 'qualm-kind': 'rescore' };

export function isRescore({ headers }: LogRecord): boolean {
  return headers['qualm-kind'] === rescoreHeader['qualm-kind'];
}
