import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newDelivery } from './delivery.js';
import { newEndpoint, rotatedEndpoint } from './endpoint.js';
import { Sender } from './sender.js';
import { ManualClock, WebhookReceiver } from '#testing';

import { TargetGuard, type Resolve } from './target-guard.js';

const clock = new ManualClock();
const never = new AbortController().signal;
let receiver: WebhookReceiver;

beforeEach(async () => {
  receiver = new WebhookReceiver();
  await receiver.open();
});
afterEach(() => receiver.close());

const loopback: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];

/** To `hooks.example`, which is this machine and allowed, unless it is said otherwise. */
function senderTo(url: string, rules = { allow: ['hooks.example'], resolve: loopback }) {
  const guard = new TargetGuard({ allow: rules.allow, allowHttp: true }, rules.resolve);
  const made = newEndpoint('pets', { url }, guard, clock.nowMs());
  const delivery = newDelivery(
    {
      type: 'test',
      project: 'pets',
      cause: 'x',
      atMs: clock.nowMs(),
      data: { project: 'pets', endpointId: made.id, says: 'é' },
    },
    made.id,
    0,
    clock.nowMs(),
  );
  const sender = new Sender(guard, { connectTimeoutMs: 500, timeoutMs: 800, userAgent: 'Qualm/test' }, clock);
  return { made, delivery, send: (endpoint = made, signal = never) => sender.send(endpoint, delivery, signal) };
}

const url = (path = '/hook?key=1') => `http://hooks.example:${receiver.port}${path}`;

describe('Sender', () => {
  it('posts the body with id, timestamp, and a signature per live secret', async () => {
    const { made, delivery, send } = senderTo(url());
    const endpoint = rotatedEndpoint(made, clock.nowMs());
    expect(await send(endpoint)).toMatchObject({
      outcome: 'success',
      attempt: { atMs: clock.nowMs(), status: 200, response: 'thanks' },
    });
    const [{ method, path, headers, body }] = receiver.received as [(typeof receiver.received)[0]];
    expect([method, path, body]).toEqual(['POST', '/hook?key=1', delivery.body]);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Qualm/test',
      host: `hooks.example:${receiver.port}`,
      'webhook-id': delivery.id,
      'webhook-timestamp': String(clock.nowMs() / 1_000),
    });
    const text = `${delivery.id}.${clock.nowMs() / 1_000}.${body}`;
    const signatures = endpoint.secrets.map(({ value }) => {
      const key = Buffer.from(value.slice(6), 'base64');
      return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
    });
    expect(headers['webhook-signature']).toBe(signatures.join(' '));
  });

  it.each([
    [204, {}, 'success', undefined],
    [299, {}, 'success', undefined],
    [301, { location: '/other' }, 'failure', 'it redirects, which is not followed'],
    [307, { location: 'http://169.254.169.254/' }, 'failure', 'it redirects, which is not followed'],
    [400, {}, 'failure', 'it answered 400'],
    [410, {}, 'gone', 'it is gone for good'],
    [500, {}, 'failure', 'it answered 500'],
  ])('takes %i %j for %s', async (status, headers, outcome, error) => {
    receiver.answer = (response) => response.writeHead(status, headers).end();
    const result = await senderTo(url()).send();
    expect(result.outcome).toBe(outcome);
    expect(result.attempt).toMatchObject({ status, ...(error !== undefined && { error }) });
    expect(receiver.received).toHaveLength(1);
  });

  it('hears when to come again', async () => {
    receiver.answer = (response) => response.writeHead(503, { 'retry-after': '120' }).end();
    expect(await senderTo(url()).send()).toMatchObject({ outcome: 'failure', retryAfterMs: 120_000 });
  });

  it('keeps the first kilobyte of an endless answer, and no control characters', async () => {
    receiver.answer = (response) => {
      const more = () => response.write('\u001b[31m' + 'x'.repeat(16_384), () => !response.destroyed && more());
      response.writeHead(500);
      more();
    };
    const { attempt } = await senderTo(url()).send();
    expect(attempt.response).toHaveLength(1_024);
    expect(attempt.response!.startsWith('\ufffd[31mxx')).toBe(true);
  });

  it('counts a success whose body hangs', async () => {
    receiver.answer = (response) => void response.writeHead(200).write('so far');
    expect(await senderTo(url()).send()).toMatchObject({ outcome: 'success', attempt: { response: 'so far' } });
  });

  it('gives up on a receiver that does not answer', async () => {
    receiver.answer = () => undefined;
    const { outcome, attempt } = await senderTo(url()).send();
    expect([outcome, attempt.error]).toEqual(['failure', 'no answer within 800 ms']);
  });

  it('gives up on headers without end', async () => {
    receiver.answer = (response) => response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end();
    const { outcome, attempt } = await senderTo(url()).send();
    expect([outcome, attempt.error]).toEqual(['failure', expect.stringMatching(/header/i)]);
  });

  it('gives up on a connection that is not made', async () => {
    const { outcome, attempt } = await senderTo('https://hooks.example:1/').send();
    expect([outcome, attempt.error]).toEqual(['failure', expect.stringMatching(/ECONNREFUSED/)]);
  });

  it('gives up on a TLS handshake that hangs', async () => {
    const silent: Server = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const { attempt } = await senderTo(`https://hooks.example:${port}/`).send();
    silent.close();
    expect(attempt.error).toBe('not connected within 500 ms');
  });

  it('connects to nothing but what was checked: a name that turned private is refused, with nothing sent', async () => {
    const answers = ['93.184.216.34', '127.0.0.1'];
    const asked: string[] = [];
    const resolve: Resolve = async (name) => [{ address: answers[asked.push(name) - 1] ?? '93.184.216.34', family: 4 }];
    const guard = new TargetGuard({ allow: [], allowHttp: true }, resolve);
    await guard.addressesOf('hooks.example');
    const { send } = senderTo(url(), { allow: [], resolve });
    const { outcome, attempt } = await send();
    expect([outcome, attempt.error]).toEqual(['failure', 'hooks.example is 127.0.0.1, which is loopback']);
    expect(asked).toHaveLength(2);
    expect(receiver.received).toEqual([]);
  });

  it('refuses an address that the configuration does not allow any more', async () => {
    const { made, delivery } = senderTo(`http://127.0.0.1:${receiver.port}/`, {
      allow: ['127.0.0.1'],
      resolve: loopback,
    });
    const guard = new TargetGuard({ allow: [], allowHttp: true });
    const sender = new Sender(guard, { connectTimeoutMs: 500, timeoutMs: 800, userAgent: 'x' }, clock);
    const { outcome, attempt } = await sender.send(made, delivery, never);
    expect([outcome, attempt.error]).toEqual(['failure', expect.stringContaining('loopback')]);
    expect(receiver.received).toEqual([]);
  });

  it('is cut off at the end', async () => {
    const stopping = new AbortController();
    receiver.answer = () => stopping.abort();
    const { made, send } = senderTo(url());
    await expect(send(made, stopping.signal)).rejects.toThrow(/abort/i);
  });
});
