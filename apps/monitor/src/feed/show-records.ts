import {
  alertJson,
  deadLetterJson,
  decodeAlert,
  decodeDeadLetter,
  decodeVerdict,
  verdictJson,
  type Project,
} from '#labels';
import type { AlertAnswer, DeadLetterAnswer, VerdictAnswer } from './feed.schemas.js';
import type { RingEntry } from './record-ring.js';

const SHOWN_CHARACTERS = 4_096;

/** Decoded once, however often it is asked for. */
function shownOf<T>(entry: RingEntry, decode: (value: Uint8Array, contentType: string | undefined) => T): T {
  entry.shown ??= decode(entry.record.value, entry.record.headers['content-type']);
  return entry.shown as T;
}

export function isOf(project: Project, { record }: RingEntry): boolean {
  return record.key.startsWith(`${project.id}/`);
}

export function showVerdict(entry: RingEntry, project: Project): VerdictAnswer {
  return shownOf(entry, (value, contentType) => verdictJson(decodeVerdict(value, project, contentType), project));
}

export function showAlert(entry: RingEntry, project: Project): AlertAnswer {
  return shownOf(entry, (value, contentType) => alertJson(decodeAlert(value, project, contentType), project));
}

export function showDeadLetter(entry: RingEntry): DeadLetterAnswer {
  return shownOf(entry, (value, contentType) => {
    const letter = deadLetterJson(decodeDeadLetter(value, contentType));
    const text = letter.text.slice(0, SHOWN_CHARACTERS);
    return { ...letter, text, truncated: text.length < letter.text.length };
  });
}
