import { createHash, timingSafeEqual } from 'node:crypto';
import { isLoopback } from '#config';
import type { HttpRequest, HttpResponse, Next } from './http-types.js';
import { Problem } from './problem.js';

export interface AccessRule {
  host: string;
  apiKey?: string | undefined;
}

/**
 * Who may ask. With a key, every request but those for health must carry it. Without one (loopback only), the request
 * must be meant for a loopback name and must not come from a page of another origin: a browser on this machine would
 * otherwise carry any web site's requests here (DNS rebinding, cross-site forms).
 *
 * @throws Error when neither a key nor a loopback address protects the service
 */
export function accessMiddleware(rule: AccessRule): (req: HttpRequest, res: HttpResponse, next: Next) => void {
  if (rule.apiKey === undefined && !isLoopback(rule.host)) {
    throw new Error(`QUALM_API_KEY: is missing; without it Qualm listens on loopback addresses only, not ${rule.host}`);
  }
  const check = rule.apiKey === undefined ? checkLocal : checkKey(rule.apiKey);
  return (req, _res, next) => next(isHealth(req) ? undefined : check(req));
}

function isHealth({ path }: HttpRequest): boolean {
  return path === '/health' || path.startsWith('/health/');
}

function checkKey(apiKey: string): (req: HttpRequest) => Problem | undefined {
  const wanted = digest(apiKey);
  return ({ headers }) => {
    const given = headers['x-api-key'] ?? /^Bearer +(\S.*)$/i.exec(headers.authorization ?? '')?.[1];
    if (typeof given === 'string' && timingSafeEqual(digest(given.trim()), wanted)) return undefined;
    const says = given === undefined ? 'the request carries no key' : 'the key is not the right one';
    const how = 'send it as "Authorization: Bearer KEY" or "X-API-Key: KEY"';
    return new Problem('unauthorized', `${says}: ${how}`, { headers: { 'www-authenticate': 'Bearer realm="qualm"' } });
  };
}

/** Of equal length whatever the text, so that the comparison takes equal time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function checkLocal({ headers }: HttpRequest): Problem | undefined {
  const host = headers.host ?? '';
  if (!isLoopback(hostnameOf(host))) {
    return new Problem('forbidden', `without a key, requests must name a loopback host`, {
      field: 'host',
      value: host,
    });
  }
  const { origin } = headers;
  const foreign = origin !== undefined && origin !== `http://${host}`;
  if (!foreign && headers['sec-fetch-site'] !== 'cross-site') return undefined;
  return new Problem('forbidden', 'without a key, requests of other origins are refused', {
    field: 'origin',
    value: origin ?? 'cross-site',
  });
}

function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
