import { describe, expect, it } from 'vitest';
import { accessMiddleware, type AccessRule } from './access.js';
import type { HttpRequest, HttpResponse } from './http-types.js';
import { Problem } from './problem.js';

function ask(rule: AccessRule, headers: Record<string, string>, path = '/v1/projects'): Problem | undefined {
  let outcome: unknown;
  const request = { headers, path } as unknown as HttpRequest;
  accessMiddleware(rule)(request, {} as HttpResponse, (error) => (outcome = error));
  return outcome as Problem | undefined;
}

describe('access', () => {
  const open = { host: '127.0.0.1' };
  const locked = { host: '0.0.0.0', apiKey: 'secret' };

  it('is refused at start where neither a key nor a loopback address protects the service', () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.4', 'qualm.example'])
      expect(() => accessMiddleware({ host })).toThrow(/QUALM_API_KEY: is missing/);
    for (const host of ['127.0.0.1', '::1', 'localhost', '127.3.2.1'])
      expect(() => accessMiddleware({ host })).not.toThrow();
  });

  it.each([[{ authorization: 'Bearer secret' }], [{ authorization: 'bearer  secret' }], [{ 'x-api-key': 'secret' }]])(
    'is given to who has the key: %j',
    (headers) => {
      expect(ask(locked, headers)).toBeUndefined();
    },
  );

  it.each([[{}], [{ authorization: 'Bearer secre' }], [{ authorization: 'secret' }], [{ 'x-api-key': '' }]])(
    'is not given to others: %j',
    (headers) => {
      expect(ask(locked, headers)).toMatchObject({ status: 401, kind: 'unauthorized' });
    },
  );

  it.each(['localhost', 'localhost:8080', '127.0.0.1:8080', '[::1]:8080', '[::1]'])(
    'is given on loopback: %s',
    (host) => {
      expect(ask(open, { host })).toBeUndefined();
      expect(ask(open, { host, origin: `http://${host}` })).toBeUndefined();
    },
  );

  it.each([
    [{}],
    [{ host: 'evil.example' }],
    [{ host: 'localhost.evil.example:8080' }],
    [{ host: '127.0.0.1.evil.example' }],
    [{ host: 'localhost:8080', origin: 'http://localhost:3000' }],
    [{ host: 'localhost:8080', origin: 'https://evil.example' }],
    [{ host: 'localhost:8080', 'sec-fetch-site': 'cross-site' }],
  ])('is not given to foreign pages: %j', (headers) => {
    expect(ask(open, headers as Record<string, string>)).toMatchObject({ status: 403, kind: 'forbidden' });
  });

  it('is open for health and for nothing that only looks like it', () => {
    expect(ask(locked, {}, '/health/ready')).toBeUndefined();
    expect(ask(locked, {}, '/healthy')).toMatchObject({ status: 401 });
  });

  describe('to connectors', () => {
    const path = '/v1/connectors/label-studio';
    const secret = { 'x-qualm-connector-secret': 'of-the-platform' };
    const rules = [locked, open].map((rule) => ({ ...rule, connectorSecret: 'of-the-platform' }));

    it.each(rules)('is given to who has the secret, and to nothing else: %j', (rule) => {
      expect(ask(rule, secret, path)).toBeUndefined();
      expect(ask(rule, secret, path.toUpperCase())).toBeUndefined();
      for (const other of ['/v1/projects', '/v1/connectors', '/v1/connectorsx', '/metrics'])
        expect(ask(rule, secret, other)).toBeInstanceOf(Problem);
    });

    it.each(rules)('is not given to who has another one, or none: %j', (rule) => {
      const others = [{}, { host: 'localhost' }, { 'x-qualm-connector-secret': '' }, { authorization: 'Bearer x' }];
      for (const headers of [...others, { 'x-qualm-connector-secret': 'of-the-platform2' }])
        expect(ask(rule, headers as Record<string, string>, path)).toMatchObject({ status: 401 });
    });

    it('is given to who has the key', () => {
      expect(ask(rules[0]!, { 'x-api-key': 'secret' }, path)).toBeUndefined();
      expect(ask(rules[0]!, { 'x-api-key': 'secret', 'x-qualm-connector-secret': 'x' }, path)).toBeUndefined();
    });

    it('is as to everything else where there is no secret', () => {
      expect(ask(open, { host: 'localhost' }, path)).toBeUndefined();
      expect(ask(open, { ...secret, host: 'evil.example' }, path)).toMatchObject({ status: 403 });
      expect(ask(locked, secret, path)).toMatchObject({ status: 401 });
    });
  });
});
