import { Logger, NotFoundException, ServiceUnavailableException, type ArgumentsHost } from '@nestjs/common';
import { afterAll, describe, expect, it } from 'vitest';
import { InvalidInput } from '#labels';
import { Problem } from './problem.js';
import { ProblemFilter } from './problem.filter.js';

function answer(error: unknown, request: object = {}) {
  const sent = { status: 0, headers: {} as Record<string, unknown>, body: '' };
  const response = {
    headersSent: false,
    setHeader: (name: string, value: unknown) => (sent.headers[name] = value),
    end: (body: string) => (sent.body = body),
    set statusCode(status: number) {
      sent.status = status;
    },
  };
  const all = { method: 'GET', originalUrl: '/v1/x?key=hush', complete: true, ...request };
  const http = { getRequest: () => all, getResponse: () => response };
  new ProblemFilter((path) => (path === '/v1/x' ? ['GET', 'POST'] : [])).catch(error, {
    switchToHttp: () => http,
  } as unknown as ArgumentsHost);
  return { ...sent, body: JSON.parse(sent.body) as Record<string, unknown> };
}

describe('every error leaves as problem details', () => {
  Logger.overrideLogger(false);
  afterAll(() => Logger.overrideLogger(true));

  it('that name the field and the value', () => {
    const { status, headers, body } = answer(new InvalidInput('label', 12, 'is not a class'));
    expect(status).toBe(400);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({
      type: 'urn:qualm:problem:invalid-input',
      title: 'The input cannot be taken',
      status: 400,
      detail: 'label: 12 is not a class',
      instance: '/v1/x',
      field: 'label',
      value: '12',
    });
  });

  it('with their headers', () => {
    const { status, headers } = answer(new Problem('overloaded', 'later', { headers: { 'retry-after': '1' } }));
    expect([status, headers['retry-after']]).toEqual([503, '1']);
  });

  it('that tell nothing of our own errors', () => {
    const { status, body } = answer(new Error('password=hush at /etc'));
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('hush');
  });

  it('that tell an unknown path from an unknown method', () => {
    expect(answer(new NotFoundException('Cannot GET /v1/x')).status).toBe(404);
    const refused = answer(new NotFoundException('Cannot PUT /v1/x'), { method: 'PUT' });
    expect([refused.status, refused.headers['allow']]).toEqual([405, 'GET, POST']);
  });

  it.each([
    [{ type: 'entity.parse.failed', message: 'Unexpected token' }, 400, 'malformed-json'],
    [{ type: 'entity.too.large', limit: 10 }, 413, 'too-large'],
    [{ type: 'charset.unsupported', message: 'x' }, 415, 'unsupported-media-type'],
  ])('also when a body cannot be read: %j', (error, status, kind) => {
    expect(answer(error)).toMatchObject({ status, body: { type: `urn:qualm:problem:${kind}` } });
  });

  it('but for the health checks, which have an answer of their own', () => {
    const error = new ServiceUnavailableException({ status: 'error', details: {} });
    expect(answer(error, { originalUrl: '/health/ready' })).toMatchObject({ status: 503, body: { status: 'error' } });
  });

  it('and end the connection when the body was not read to its end', () => {
    expect(answer(new Problem('too-large', 'x'), { complete: false }).headers['connection']).toBe('close');
  });
});
