import { createHash, timingSafeEqual } from 'node:crypto';
import { isLoopback } from '#config';
import type { HttpRequest, HttpResponse, Next } from './http-types.js';
import { Problem } from './problem.js';

export interface AccessRule {
  host: string;
  apiKey?: string | undefined;
  /** Opens `/v1/connectors/` and nothing else. */
  connectorSecret?: string | undefined;
}

type Check = (req: HttpRequest) => Problem | undefined;

const secretHeader = 'x-qualm-connector-secret';

/**
 * Who may ask. With a key, every request but those for health must carry it. Without one (loopback only), the request
 * must be meant for a loopback name and must not come from a page of another origin: a browser on this machine would
 * otherwise carry any web site's requests here (DNS rebinding, cross-site forms).
 *
 * With a connector secret, requests for connectors may carry it in place of the key; where there is no key they must carry
 * it, since only what is forwarded from outside is a reason to set one.
 *
 * @throws Error when neither a key nor a loopback address protects the service
 */
export function accessMiddleware(rule: AccessRule): (req: HttpRequest, res: HttpResponse, next: Next) => void {
  if (rule.apiKey === undefined && !isLoopback(rule.host)) {
    throw new Error(`QUALM_API_KEY: is missing; without it Qualm listens on loopback addresses only, not ${rule.host}`);
  }
  const check = rule.apiKey === undefined ? checkLocal : checkKey(rule.apiKey);
  const checkConnector = rule.connectorSecret === undefined ? check : checkSecret(rule.connectorSecret, rule, check);
  return (req, _res, next) => {
    if (isHealth(req)) return next();
    next(isConnector(req) ? checkConnector(req) : check(req));
  };
}

function isHealth({ path }: HttpRequest): boolean {
  return path === '/health' || path.startsWith('/health/');
}

/** As the router matches: in any case. */
function isConnector({ path }: HttpRequest): boolean {
  return path.toLowerCase().startsWith('/v1/connectors/');
}

function checkKey(apiKey: string): Check {
  const isKey = comparer(apiKey);
  return ({ headers }) => {
    const given = headers['x-api-key'] ?? /^Bearer +(\S.*)$/i.exec(headers.authorization ?? '')?.[1];
    if (isKey(given)) return undefined;
    const says = given === undefined ? 'the request carries no key' : 'the key is not the right one';
    return unauthorized(`${says}: send it as "Authorization: Bearer KEY" or "X-API-Key: KEY"`);
  };
}

/** The secret, or the key where there is one. */
function checkSecret(secret: string, { apiKey }: AccessRule, check: Check): Check {
  const isSecret = comparer(secret);
  return (req) => {
    const given = req.headers[secretHeader];
    if (isSecret(given)) return undefined;
    if (apiKey !== undefined && check(req) === undefined) return undefined;
    const says = given === undefined ? 'the request carries no secret' : 'the secret is not the right one';
    return unauthorized(`${says}: send it as "X-Qualm-Connector-Secret: SECRET"`);
  };
}

function unauthorized(says: string): Problem {
  return new Problem('unauthorized', says, { headers: { 'www-authenticate': 'Bearer realm="qualm"' } });
}

/** Compares digests, which are of equal length whatever the text, so that it takes equal time. */
function comparer(wanted: string): (given: string | string[] | undefined) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const wantedDigest = digest(wanted);
  return (given) => typeof given === 'string' && timingSafeEqual(digest(given.trim()), wantedDigest);
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
