import { describe, expect, it } from 'vitest';
import { InvalidInput } from '#labels';
import {
  changedEndpoint,
  GIVE_UP_AFTER_MS,
  healthAfter,
  isSubscribed,
  liveSecrets,
  newEndpoint,
  ROTATION_OVERLAP_MS,
  rotatedEndpoint,
} from './endpoint.js';
import { TargetGuard } from './target-guard.js';

const guard = new TargetGuard({ allow: [], allowHttp: false });
const nowMs = 1_763_690_400_000;
const made = () => newEndpoint('pets', { url: 'https://example.com/hook' }, guard, nowMs);

describe('an endpoint', () => {
  it('is told everything unless it says otherwise', () => {
    const endpoint = made();
    expect(endpoint).toMatchObject({ project: 'pets', url: 'https://example.com/hook', events: 'all' });
    expect(isSubscribed(endpoint, 'source.drift')).toBe(true);
    const some = newEndpoint('pets', { url: endpoint.url, events: ['test', 'source.drift', 'test'] }, guard, nowMs);
    expect([isSubscribed(some, 'source.drift'), isSubscribed(some, 'label.suspect')]).toEqual([true, false]);
    expect(some.events).toEqual(['test', 'source.drift']);
  });

  it.each([
    [{}, 'url: is missing'],
    [{ url: 'https://10.0.0.1/' }, 'private'],
    [{ url: 'https://example.com/', events: [] }, 'events'],
    [{ url: 'https://example.com/', events: ['source.alarm'] }, 'events: "source.alarm"'],
    [{ url: 'https://example.com/', description: 5 }, 'description: 5'],
    [{ url: 'https://example.com/', description: 'x'.repeat(257) }, 'longer'],
    [{ url: 'https://example.com/', secret: 'whsec_x' }, 'secret: is not a field of a webhook'],
    [{ url: 'https://example.com/', event: [] }, 'did you mean "events"?'],
    [[], 'body'],
    [undefined, 'body'],
  ])('is not made from %j', (input, says) => {
    expect(() => newEndpoint('pets', input, guard, nowMs)).toThrow(InvalidInput);
    expect(() => newEndpoint('pets', input, guard, nowMs)).toThrow(says);
  });

  it('is changed field by field, and told nothing while it is disabled', () => {
    const off = changedEndpoint(made(), { enabled: false, description: 'pager' }, guard, nowMs);
    expect(off).toMatchObject({ disabled: { reason: 'by hand', atMs: nowMs }, description: 'pager', events: 'all' });
    expect(isSubscribed(off, 'source.drift')).toBe(false);
    const on = changedEndpoint({ ...off, failingSinceMs: 5 }, { enabled: true, events: ['test'] }, guard, nowMs);
    expect(on).not.toHaveProperty('disabled');
    expect(on).not.toHaveProperty('failingSinceMs');
    expect(() => changedEndpoint(on, { enabled: 'yes' }, guard, nowMs)).toThrow('enabled');
    expect(() => changedEndpoint(on, { url: 'https://[::1]/' }, guard, nowMs)).toThrow('loopback');
  });

  it('signs with the old secret for a day after a rotation, and never with more than two', () => {
    const first = made();
    const second = rotatedEndpoint(first, nowMs);
    const old = first.secrets[0]!.value;
    const values = (endpoint: typeof first, atMs: number) => liveSecrets(endpoint, atMs).map(({ value }) => value);
    expect(values(second, nowMs + ROTATION_OVERLAP_MS - 1)).toEqual([second.secrets[0]!.value, old]);
    expect(values(second, nowMs + ROTATION_OVERLAP_MS)).toEqual([second.secrets[0]!.value]);
    const third = rotatedEndpoint(second, nowMs + 1);
    expect(values(third, nowMs + 1)).toHaveLength(2);
    expect(values(third, nowMs + 1)).not.toContain(old);
  });

  it('is given up after five days of failures, or when it is gone', () => {
    const failing = healthAfter(made(), 'failure', nowMs);
    expect(failing.failingSinceMs).toBe(nowMs);
    expect(healthAfter(failing, 'failure', nowMs + GIVE_UP_AFTER_MS - 1)).toBe(failing);
    const up = healthAfter(failing, 'success', nowMs + 1);
    expect(up).not.toHaveProperty('failingSinceMs');
    expect(healthAfter(up, 'success', nowMs + 2)).toBe(up);
    const atMs = nowMs + GIVE_UP_AFTER_MS;
    expect(healthAfter(failing, 'failure', atMs).disabled).toEqual({ reason: 'failing', atMs });
    const gone = healthAfter(up, 'gone', nowMs);
    expect(gone.disabled).toEqual({ reason: 'gone', atMs: nowMs });
    expect(healthAfter(gone, 'success', nowMs)).toBe(gone);
  });
});
