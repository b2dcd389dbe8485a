import { setTimeout as sleep } from 'node:timers/promises';
import type { components } from '#api';
import type { AlertJson } from '#labels';
import { ProblemError } from './problem.js';
import { readServerSentEvents } from './server-sent-events.js';

type Schemas = components['schemas'];
export type ProjectInput = Schemas['NewProject'];
export type ProjectAnswer = Schemas['ProjectStatus'];
export type ProgressAnswer = Schemas['Progress'];
export type SourceAnswer = Schemas['SourceList']['items'][number];
export type ExampleAnswer = Schemas['Example'];
export type UploadAnswer = Schemas['Uploaded'];
export type ConnectorAnswer = Schemas['ConnectorTaken'];

/** What opens the service, where it is not open to everybody on this machine. */
export interface Credentials {
  apiKey?: string | undefined;
  connectorSecret?: string | undefined;
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
    { apiKey, connectorSecret }: Credentials = {},
  ) {
    this.headers = {
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...(connectorSecret !== undefined && { 'x-qualm-connector-secret': connectorSecret }),
    };
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
   * One request of NDJSON lines; good ones are taken whatever becomes of others. While the service asks for patience (503)
   * the same lines are sent again after the time that it names: a repeated label changes nothing.
   */
  async uploadLines(project: string, lines: string[], signal?: AbortSignal): Promise<UploadAnswer> {
    const body = `${lines.join('\n')}\n`;
    try {
      return await this.patiently(`/v1/projects/${project}/labels`, { body, type: 'application/x-ndjson', signal });
    } catch (error) {
      const isOutcome = error instanceof ProblemError && Array.isArray(error.members['errors']);
      if (isOutcome) return error.members as unknown as UploadAnswer;
      throw error;
    }
  }

  /** @throws ProblemError when a line is refused, with the first reason */
  async sendLines(project: string, lines: string[], signal?: AbortSignal): Promise<void> {
    const { rejected, errors } = await this.uploadLines(project, lines, signal);
    const [first] = errors;
    if (!first) return;
    const says = `${rejected} of ${lines.length} lines were refused; line ${first.line}: ${first.detail}`;
    throw new ProblemError(207, `labels of ${project}: ${says}`);
  }

  /** What a labeling platform exported, in its own words. @param query options of the connector, and the project */
  sendExport(
    connector: string,
    query: URLSearchParams,
    items: string[],
    signal?: AbortSignal,
  ): Promise<ConnectorAnswer> {
    const body = `[${items.join(',')}]`;
    return this.patiently(`/v1/connectors/${connector}?${query}`, { body, type: 'application/json', signal });
  }

  private async patiently<T>(path: string, more: RequestBody): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.ask<T>('POST', path, more);
      } catch (error) {
        const busy = error instanceof ProblemError && (error.status === 503 || error.status === 429);
        if (!busy || tries === MAX_TRIES) throw error;
        await sleep(error.retryAfterMs ?? DEFAULT_RETRY_MS, undefined, more.signal && { signal: more.signal });
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

  /** A body that is made while it is read, however long that takes. @throws ProblemError */
  async download(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const response = await this.fetch('GET', path, { signal, takesItsTime: true });
    if (!response.ok) throw await ProblemError.from(`GET ${path}`, response);
    return response.body!;
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

  private async fetch(method: string, path: string, more: RequestBody): Promise<Response> {
    const { body, type, signal, takesItsTime } = more;
    const limits = takesItsTime ? [] : [AbortSignal.timeout(REQUEST_TIMEOUT_MS)];
    try {
      return await fetch(`${this.url}${path}`, {
        method,
        headers: { ...this.headers, ...(type && { 'content-type': type }) },
        ...(body !== undefined && { body }),
        signal: AbortSignal.any(signal ? [signal, ...limits] : limits),
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
  signal?: AbortSignal | undefined;
  takesItsTime?: boolean;
}

/** fetch says only "fetch failed"; why is in its cause. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: NodeJS.ErrnoException }).cause;
  if (cause?.code === 'ECONNREFUSED') return 'nothing listens there';
  return cause?.message ?? (error as Error).message;
}
