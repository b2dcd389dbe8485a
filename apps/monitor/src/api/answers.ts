import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { problemContentType } from '#http';
import { ref } from './schema-registry.js';

const says: Record<number, string> = {
  400: 'The input cannot be taken: `field` and `value` say what is wrong.',
  401: 'A key is needed.',
  403: 'Without a key, the request may come from a foreign page.',
  404: 'There is no such thing.',
  409: 'It exists already, or its state does not allow it.',
  413: 'The body is too large.',
  415: 'The body is of another type.',
  503: 'More labels come than are judged, or the service is not ready: try again after `Retry-After` seconds.',
};

/** The answer when all is well: a schema by name. */
export function Answer(status: number, schemaId: string, description: string) {
  return ApiResponse({ status, description, schema: ref(schemaId) });
}

/** The problems that a route may answer with, besides 401 and 403, which any may. */
export function Problems(...statuses: number[]) {
  const content = { [problemContentType]: { schema: ref('Problem') } };
  return applyDecorators(
    ...[...statuses, 401, 403].map((status) => ApiResponse({ status, description: says[status]!, content })),
  );
}

export function JsonBody(schemaId: string) {
  return ApiBody({ required: true, schema: ref(schemaId) });
}

export function ProjectParam() {
  return ApiParam({ name: 'project', description: 'Id of the project.', example: 'mnist', schema: { type: 'string' } });
}

/** `limit` and `cursor`, which every list takes. */
export function PageQuery() {
  return applyDecorators(
    ApiQuery({
      name: 'limit',
      required: false,
      description: 'Most items of the page.',
      schema: { type: 'integer', minimum: 1, maximum: 1_000, default: 100 },
    }),
    ApiQuery({
      name: 'cursor',
      required: false,
      description: "`nextCursor` of the page before; opaque, and of this list's own.",
      schema: { type: 'string' },
    }),
  );
}

/** A parameter of a list that may be left out; `choices` are the words that it may be. */
export function optional(name: string, choices?: readonly string[]) {
  return { name, required: false, schema: { type: 'string' as const, ...(choices && { enum: [...choices] }) } };
}
