import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Clock } from './clock.js';
import type { Delivery, PostResult } from './delivery.js';
import { liveSecrets, type Endpoint } from './endpoint.js';
import { parseRetryAfterMs } from './schedule.js';
import { signedHeaders } from './signature.js';
import type { TargetGuard } from './target-guard.js';

export interface SenderSettings {
  /** From the name to an open connection, TLS included. */
  connectTimeoutMs: number;
  /** From the beginning to the last byte that is read. */
  timeoutMs: number;
  userAgent: string;
}

/** Makes one attempt. Rejects only when `signal` aborted it. */
export type Send = (endpoint: Endpoint, delivery: Delivery, signal: AbortSignal) => Promise<PostResult>;

/** Kept of an answer's body. */
const RESPONSE_BYTES = 1_024;
const MAX_HEADER_BYTES = 16_384;

interface Answer {
  status: number;
  retryAfter?: string | undefined;
  response: string;
}

/**
 * POSTs deliveries. Each has a connection of its own, to the address that the guard checked; answers are not followed,
 * not decompressed and read only as far as they are kept.
 */
export class Sender {
  constructor(
    private readonly guard: TargetGuard,
    private readonly settings: SenderSettings,
    private readonly clock: Clock,
  ) {}

  readonly send: Send = async (endpoint, delivery, signal) => {
    const atMs = this.clock.nowMs();
    const began = performance.now();
    const took = () => Math.round(performance.now() - began);
    try {
      const answer = await this.post(endpoint, delivery, atMs, signal);
      return resultOf(answer, { atMs, tookMs: took() });
    } catch (error) {
      if (signal.aborted) throw error;
      return { outcome: 'failure', attempt: { atMs, tookMs: took(), error: saysOf(error) } };
    }
  };

  private async post(endpoint: Endpoint, delivery: Delivery, atMs: number, signal: AbortSignal): Promise<Answer> {
    const url = this.guard.check(endpoint.url);
    const secrets = liveSecrets(endpoint, atMs).map(({ value }) => value);
    const body = Buffer.from(delivery.body);
    const options: RequestOptions = {
      method: 'POST',
      agent: false,
      lookup: this.guard.lookup,
      maxHeaderSize: MAX_HEADER_BYTES,
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'user-agent': this.settings.userAgent,
        ...signedHeaders(secrets, delivery.id, atMs, delivery.body),
      },
    };
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
    const release = this.bound(request, signal);
    try {
      return await exchange(request, body);
    } finally {
      release();
      request.destroy();
    }
  }

  /** Cuts the request off at its limits and at the end of the process. */
  private bound(request: ClientRequest, signal: AbortSignal): () => void {
    const { connectTimeoutMs, timeoutMs } = this.settings;
    const cut = (says: string) => () => request.destroy(new Error(says));
    const connecting = setTimeout(cut(`not connected within ${connectTimeoutMs} ms`), connectTimeoutMs);
    const answering = setTimeout(cut(`no answer within ${timeoutMs} ms`), timeoutMs);
    const abort = cut('aborted');
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    request.on('socket', (socket) => {
      socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
    });
    return () => {
      clearTimeout(connecting);
      clearTimeout(answering);
      signal.removeEventListener('abort', abort);
    };
  }
}

function exchange(request: ClientRequest, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let answered = false;
    request.on('error', (error) => answered || reject(error));
    request.on('response', (response) => {
      answered = true;
      void readAnswer(response).then(resolve);
    });
    request.end(body);
  });
}

/** The status decides: a body that breaks off changes nothing. */
async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= RESPONSE_BYTES) break;
    }
  } catch {
    // What came is kept.
  }
  const text = Buffer.concat(chunks).subarray(0, RESPONSE_BYTES).toString('utf8');
  return { status: response.statusCode!, retryAfter: response.headers['retry-after'], response: printable(text) };
}

function resultOf({ status, retryAfter, response }: Answer, times: { atMs: number; tookMs: number }): PostResult {
  const attempt = { ...times, status, ...(response !== '' && { response }) };
  if (status >= 200 && status < 300) return { outcome: 'success', attempt };
  if (status === 410) return { outcome: 'gone', attempt: { ...attempt, error: 'it is gone for good' } };
  const redirected = status >= 300 && status < 400;
  const error = redirected ? 'it redirects, which is not followed' : `it answered ${status}`;
  const retryAfterMs = parseRetryAfterMs(retryAfter, times.atMs);
  return { outcome: 'failure', attempt: { ...attempt, error }, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '\ufffd');
}

/** Of the first cause: a connection to several addresses fails with all of theirs. */
function saysOf(error: unknown): string {
  const { code, message, errors } = error as NodeJS.ErrnoException & { errors?: Error[] };
  const says = message || errors?.[0]?.message || code || 'failed';
  return says.slice(0, 200);
}
