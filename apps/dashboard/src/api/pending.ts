import { ask } from './client.js';
import { problemFrom } from './problem-error.js';
import type { Display } from '../ui/example-display.js';

// Routes that the generated types do not have yet.

export interface NearestPrototypes {
  items: { label: number | string; similarity: number; exampleId: string | null; display: Display }[];
  modelVersion: number;
}

export interface ModelPrototypes {
  items: { label: number | string; exampleId: string | null; display: Display }[];
}

export interface OddHistogram {
  threshold: number;
  edges: number[];
  given: number[];
  random: number[];
}

export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await ask(path, { signal });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemFrom(body, response);
  return body as T;
}
