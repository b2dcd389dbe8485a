import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertJson, PatternJson } from '#labels';
import { ProblemError } from './problem.js';
import { readServerSentEvents } from './server-sent-events.js';

export interface ProjectInput {
  id: string;
  classes: number | string[];
  featureShape?: number[];
  featureType?: 'float32' | 'uint8';
}

/** Of what the service answers, the parts that are used here. */
export interface ProjectAnswer {
  id: string;
  labels: number;
  examples: number;
  sources: number;
  modelVersion: number;
}

export interface ProgressAnswer {
  lag: { judge: number; watch: number; train: number };
  labels: number;
  modelVersion: number;
  /** A fine-tune is running or due. */
  training: boolean;
}

export interface SourceAnswer {
  sourceId: string;
  patterns: PatternJson[];
}

/** Parts of the explanation of one example. */
export interface ExampleAnswer {
  exampleId: string;
  suggestedLabel: number;
  labels: { sourceId: string; suspect: boolean }[];
}

export interface AcceptedAnswer {
  accepted: number;
  rejected?: number;
  errors?: { line: number; detail: string }[];
}

const PAGE = 1_000;
const MAX_TRIES = 60;
const DEFAULT_RETRY_MS = 500;
const REQUEST_TIMEOUT_MS = 30_000;

/** Qualm's REST API as a customer uses it. */
export class QualmClient {
  private readonly headers: Record<string, string>;

  constructor(
    readonly url: string,
    apiKey?: string,
  ) {
    this.headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  }

  async isReady(): Promise<boolean> {
    try {
      const { ok, body } = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      await body?.cancel();
      return ok;
    } catch {
      return false;
    }
  }

  async createProject(project: ProjectInput): Promise<void> {
    await this.ask('POST', '/v1/projects', { body: JSON.stringify(project), type: 'application/json' });
  }

  /** Undefined when there is none of this name. */
  async project(id: string): Promise<ProjectAnswer | undefined> {
    try {
      return await this.get<ProjectAnswer>(`/v1/projects/${id}`);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404) return undefined;
      throw error;
    }
  }

  /**
   * One request of NDJSON lines. While the service asks for patience (503) the same lines are sent again after the time
   * that it names: a repeated label changes nothing.
   * @throws ProblemError when a line is refused, with the first reason
   */
  async sendLines(project: string, lines: string[], signal?: AbortSignal): Promise<AcceptedAnswer> {
    const body = `${lines.join('\n')}\n`;
    const path = `/v1/projects/${project}/labels`;
    const answer = await this.patiently<AcceptedAnswer>(path, body, signal);
    const refused = answer.errors?.[0];
    if (!refused) return answer;
    throw new ProblemError(
      207,
      `POST ${path}: ${answer.rejected} of ${lines.length} lines were refused; line ${refused.line}: ${refused.detail}`,
    );
  }

  private async patiently<T>(path: string, body: string, signal?: AbortSignal): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.ask<T>('POST', path, { body, type: 'application/x-ndjson', signal });
      } catch (error) {
        const busy = error instanceof ProblemError && (error.status === 503 || error.status === 429);
        if (!busy || tries === MAX_TRIES) throw error;
        await sleep(error.retryAfterMs ?? DEFAULT_RETRY_MS, undefined, signal && { signal });
      }
    }
  }

  progress(project: string): Promise<ProgressAnswer> {
    return this.get(`/v1/projects/${project}/progress`);
  }

  example(project: string, exampleId: string): Promise<ExampleAnswer> {
    return this.get(`/v1/projects/${project}/examples/${encodeURIComponent(exampleId)}`);
  }

  alerts(project: string): AsyncGenerator<AlertJson> {
    return this.pages(`/v1/projects/${project}/alerts`);
  }

  /** The riskiest first. */
  sources(project: string): AsyncGenerator<SourceAnswer> {
    return this.pages(`/v1/projects/${project}/sources`);
  }

  /** Prometheus text. */
  async metrics(): Promise<string> {
    const response = await this.fetch('GET', '/metrics', {});
    return response.text();
  }

  /** Events of this name of a live feed (SSE) until `signal`; goes on after the last when the connection breaks. */
  async follow<T>(path: string, name: string, onEvent: (data: T) => void, signal: AbortSignal): Promise<void> {
    let lastId: string | undefined;
    while (!signal.aborted) {
      try {
        const headers = { ...this.headers, ...(lastId !== undefined && { 'last-event-id': lastId }) };
        const response = await fetch(`${this.url}${path}`, { headers, signal });
        if (!response.ok) throw await ProblemError.from(`GET ${path}`, response);
        for await (const { event, data, id } of readServerSentEvents(response.body!)) {
          lastId = id ?? lastId;
          if (event === name) onEvent(JSON.parse(data) as T);
        }
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof ProblemError && error.status < 500) throw error;
      }
      await sleep(DEFAULT_RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async *pages<T>(path: string): AsyncGenerator<T> {
    let cursor: string | null = null;
    do {
      const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: { items: T[]; nextCursor: string | null } = await this.get(`${path}?limit=${PAGE}${after}`);
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  private get<T>(path: string): Promise<T> {
    return this.ask<T>('GET', path, {});
  }

  private async ask<T>(method: string, path: string, more: RequestBody): Promise<T> {
    const response = await this.fetch(method, path, more);
    if (!response.ok) throw await ProblemError.from(`${method} ${path}`, response);
    return (await response.json()) as T;
  }

  private async fetch(method: string, path: string, { body, type, signal }: RequestBody): Promise<Response> {
    const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    try {
      return await fetch(`${this.url}${path}`, {
        method,
        headers: { ...this.headers, ...(type && { 'content-type': type }) },
        ...(body !== undefined && { body }),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Error(`${method} ${this.url}${path}: ${reasonOf(error)}`, { cause: error });
    }
  }
}

interface RequestBody {
  body?: string;
  type?: string;
  signal?: AbortSignal;
}

/** fetch says only "fetch failed"; why is in its cause. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: NodeJS.ErrnoException }).cause;
  if (cause?.code === 'ECONNREFUSED') return 'nothing listens there';
  return cause?.message ?? (error as Error).message;
}
