import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is used here of the framework's request. */
export interface HttpRequest extends IncomingMessage {
  originalUrl: string;
  path: string;
}

export type HttpResponse = ServerResponse;
export type Next = (error?: unknown) => void;
