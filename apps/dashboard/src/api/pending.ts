import { ask } from './client.js';
import { problemFrom } from './problem-error.js';

// Routes that the generated types do not have yet.

export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await ask(path, { signal });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemFrom(body, response);
  return body as T;
}
