import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newSecret, signedHeaders } from './signature.js';

const hmac = (key: Buffer, text: string) => `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
const keyOf = (secret: string) => Buffer.from(secret.slice('whsec_'.length), 'base64');

describe('signedHeaders', () => {
  it('signs id, timestamp in seconds and body, once per secret', () => {
    const secrets = [newSecret(), newSecret()];
    const headers = signedHeaders(secrets, 'evt_1', 1_763_690_400_999, '{"é":1}');
    expect(headers['webhook-id']).toBe('evt_1');
    expect(headers['webhook-timestamp']).toBe('1763690400');
    const expected = secrets.map((secret) => hmac(keyOf(secret), 'evt_1.1763690400.{"é":1}'));
    expect(headers['webhook-signature'].split(' ')).toEqual(expected);
  });

  it('makes secrets of 256 bits that do not repeat', () => {
    const [one, other] = [newSecret(), newSecret()];
    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(one).not.toBe(other);
  });
});
