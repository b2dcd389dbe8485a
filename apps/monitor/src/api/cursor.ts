import { InvalidInput } from '#labels';
import type { z } from 'zod';

/** Where the next page of a list begins, as text that callers hand back and need not read. */
export function encodeCursor(list: string, place: unknown): string {
  return Buffer.from(JSON.stringify([list, place])).toString('base64url');
}

/** @throws InvalidInput when it is not a cursor of this list */
export function decodeCursor<T>(list: string, text: string, place: z.ZodType<T>): T {
  const parsed = place.safeParse(placeIn(list, text));
  if (parsed.success) return parsed.data;
  throw new InvalidInput('cursor', text, 'is not a cursor of this list');
}

function placeIn(list: string, text: string): unknown {
  try {
    const [ofList, place] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [unknown, unknown];
    return ofList === list ? place : undefined;
  } catch {
    return undefined;
  }
}
