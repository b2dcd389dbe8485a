import { HttpException, NotFoundException } from '@nestjs/common';
import { InvalidInput } from '#labels';
import type { HttpRequest, HttpResponse, Next } from './http-types.js';
import { Problem, type ProblemKind } from './problem.js';

/** Body readers throw errors of this shape. */
interface BodyError {
  type?: unknown;
  status?: unknown;
  message?: unknown;
  limit?: unknown;
}

/** Any error as the problem that the caller is told; undefined: it is ours, and its message stays here. */
export function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof InvalidInput) {
    return new Problem('invalid-input', error.message, { field: error.field, value: error.value });
  }
  if (error instanceof NotFoundException) return new Problem('not-found', error.message);
  if (typeof error !== 'object' || error === null) return undefined;
  return fromBodyReader(error as BodyError) ?? fromHttpException(error);
}

function fromBodyReader({ type, message, limit }: BodyError): Problem | undefined {
  const says = typeof message === 'string' ? message : '';
  switch (type) {
    case 'entity.parse.failed':
      return new Problem('malformed-json', `body: is not JSON: ${says}`, { field: 'body' });
    case 'entity.too.large':
      return new Problem('too-large', `body: is larger than ${String(limit)} bytes`, { field: 'body' });
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new Problem('unsupported-media-type', `body: ${says}`, { field: 'content-type' });
    case 'request.aborted':
    case 'request.size.invalid':
      return new Problem('bad-request', `body: ${says}`, { field: 'body' });
    default:
      return undefined;
  }
}

const kindsByStatus: Record<number, ProblemKind> = {
  400: 'bad-request',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
};

function fromHttpException(error: unknown): Problem | undefined {
  const status = error instanceof HttpException ? error.getStatus() : (error as { status?: unknown }).status;
  if (typeof status !== 'number' || status >= 500 || !(error instanceof Error)) return undefined;
  return new Problem(kindsByStatus[status] ?? 'bad-request', error.message);
}

/** Stands after the body readers: what they say is kept from the framework, which would lose half of it. */
export function bodyProblems(error: unknown, _req: HttpRequest, _res: HttpResponse, next: Next): void {
  next(toProblem(error) ?? error);
}
