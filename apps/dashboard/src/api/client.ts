import type { paths } from '#api';
import createClient from 'openapi-fetch';
import { apiKey, keyRefused } from './key.js';
import { problemFrom, ProblemError } from './problem-error.js';

/** `fetch` with the key, where there is one. @throws ProblemError when the service does not answer */
export async function ask(input: Request | string, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const key = apiKey();
  if (key !== null) request.headers.set('authorization', `Bearer ${key}`);
  const response = await fetch(request).catch((error: unknown) => {
    if (request.signal.aborted) throw error;
    throw new ProblemError('the service does not answer', 0);
  });
  if (response.status === 401) keyRefused(key);
  return response;
}

/** The service's API, typed by its own description. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: ask });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer's body. @throws ProblemError for every answer that is no success */
export async function answerOf<T>(asked: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await asked;
  if (response.ok) return data as NonNullable<T>;
  throw problemFrom(error, response);
}
