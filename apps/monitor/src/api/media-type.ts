import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem, type HttpRequest } from '#http';

const TYPES = 'media-types';
export const json = 'application/json';
export const ndjson = 'application/x-ndjson';

/** The media type of a request's body, without parameters; empty: none is given. */
export function mediaTypeOf({ headers }: Pick<HttpRequest, 'headers'>): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
}

/** Refuses a body of another type: it would be read as none. */
@Injectable()
export class MediaTypeGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<HttpRequest>();
    if (request.method !== 'POST' && request.method !== 'PATCH') return true;
    const types = this.reflector.get<string[] | undefined>(TYPES, context.getHandler()) ?? [json];
    const given = mediaTypeOf(request);
    if (types.includes(given)) return true;
    const says = given === '' ? 'is missing' : `${JSON.stringify(given.slice(0, 80))} is not taken here`;
    throw new Problem('unsupported-media-type', `content-type: ${says}; send ${types.join(' or ')}`, {
      field: 'content-type',
      value: given,
    });
  }
}

/** Types of body that a route takes besides the usual. */
export function Takes(...types: string[]) {
  return SetMetadata(TYPES, types);
}
