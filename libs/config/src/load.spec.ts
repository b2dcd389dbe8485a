import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, expectTypeOf, it } from 'vitest';
import { SettingsError, loadSettings, type Environment } from './load.js';
import type { Settings } from './schema.js';

const folder = mkdtempSync(join(tmpdir(), 'qualm-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const path = join(folder, `f${Math.random().toString(36).slice(2)}`);
  writeFileSync(path, text);
  return path;
}

function problemsOf(env: Environment): string[] {
  try {
    loadSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadSettings', () => {
  it('has a default for all that an embedded service needs', () => {
    const settings = loadSettings({});
    expect(settings.http).toEqual({ host: '127.0.0.1', port: 8080, apiKey: undefined, bodyLimitBytes: 16_777_216 });
    expect(settings.store).toMatchObject({ stream: 'local', ledger: 'lmdb', dataDir: '.qualm', outputFormat: 'json' });
    expect(settings.training.trainer).toBe('on');
    expect(settings.kafka.ssl).toBe(false);
  });

  it('types what has a default as present', () => {
    expectTypeOf<Settings['http']['port']>().toEqualTypeOf<number>();
    expectTypeOf<Settings['http']['apiKey']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Settings['training']['trainer']>().toEqualTypeOf<'on' | 'off' | 'external'>();
    expectTypeOf<Settings['kafka']['brokers']>().toEqualTypeOf<string[] | undefined>();
    expectTypeOf<Settings['kafka']['ssl']>().toEqualTypeOf<boolean>();
  });

  it('reads where webhooks may go', () => {
    const { webhooks } = loadSettings({ QUALM_WEBHOOK_ALLOW: 'hooks.internal, 10.1.0.0/16,[::1],fd00::/8' });
    expect(webhooks.allow).toEqual(['hooks.internal', '10.1.0.0/16', '[::1]', 'fd00::/8']);
    for (const wrong of ['https://hooks.internal', 'a b', 'hooks.internal,', 'hooks:80', '*'])
      expect(problemsOf({ QUALM_WEBHOOK_ALLOW: wrong })).toEqual([
        expect.stringMatching(/^QUALM_WEBHOOK_ALLOW: .*list of/),
      ]);
  });

  it('reads Kafka and Redis', () => {
    const ca = fileWith('PEM');
    const settings = loadSettings({
      QUALM_STREAM: 'Kafka',
      KAFKA_BROKERS: 'a:9092, [::1]:9093',
      QUALM_KAFKA_SSL_CA_FILE: ca,
      QUALM_KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
      QUALM_KAFKA_SASL_USERNAME: 'qualm',
      QUALM_KAFKA_SASL_PASSWORD: ' p w ',
      QUALM_LEDGER: 'redis',
      REDIS_URL: 'rediss://u:p@redis:6379/0',
      PATH: '/usr/bin',
      QUALM_PORT: '',
    });
    expect(settings.kafka).toMatchObject({
      brokers: ['a:9092', '[::1]:9093'],
      ssl: true,
      sslCaFile: ca,
      saslMechanism: 'scram-sha-512',
      saslPassword: ' p w ',
    });
    expect(settings.redis.url).toBe('rediss://u:p@redis:6379/0');
    expect(settings.training.trainer).toBe('external');
    expect(settings.http.port).toBe(8080);
  });

  it('reads a secret from a file, without its last line end', () => {
    expect(loadSettings({ QUALM_API_KEY_FILE: fileWith('s3cret\n') }).http.apiKey).toBe('s3cret');
    const url = fileWith('redis://u:p@redis:6379');
    expect(loadSettings({ REDIS_URL_FILE: url }).redis.url).toBe('redis://u:p@redis:6379');
  });

  it.each<[Environment, string]>([
    [{ QUALM_PORT: '80a' }, 'QUALM_PORT: "80a" is not a whole number from 0 to 65535 (example: 9000)'],
    [{ QUALM_PORT: '65536' }, 'QUALM_PORT: "65536" is not a whole number'],
    [{ QUALM_PORT: '0x50' }, 'QUALM_PORT: "0x50" is not a whole number'],
    [{ QUALM_STREAM: 'nats' }, 'QUALM_STREAM: "nats" is not one of local, kafka'],
    [{ QUALM_KAFKA_SSL: 'maybe' }, 'QUALM_KAFKA_SSL: "maybe" is not true or false'],
    [{ KAFKA_BROKERS: 'kafka' }, 'KAFKA_BROKERS: "kafka" is not a list host:port,host:port'],
    [{ KAFKA_BROKERS: 'a:9092,' }, 'KAFKA_BROKERS: "a:9092," is not a list'],
    [{ KAFKA_BROKERS: 'a:99999' }, 'KAFKA_BROKERS: "a:99999" is not a list'],
    [{ QUALM_KAFKA_TOPIC_PREFIX: 'a b' }, 'QUALM_KAFKA_TOPIC_PREFIX: "a b" holds what a topic name cannot hold'],
    [{ QUALM_REDIS_KEY_PREFIX: '{a}' }, 'QUALM_REDIS_KEY_PREFIX: "{a}" holds a space or a brace'],
    [{ QUALM_PROT: '1' }, 'QUALM_PROT: there is no such setting; did you mean "QUALM_PORT"?'],
    [{ QUALM_BANANA: '1' }, 'QUALM_BANANA: there is no such setting'],
    [{ QUALM_PORT_FILE: '/x' }, 'QUALM_PORT_FILE: there is no such setting'],
    [{ QUALM_KAFKA_SSL_CA_FILE: '/no/such' }, 'QUALM_KAFKA_SSL_CA_FILE: "/no/such" cannot be read (ENOENT)'],
    [{ QUALM_API_KEY_FILE: '/no/such' }, 'QUALM_API_KEY_FILE: "/no/such" cannot be read (ENOENT)'],
  ])('refuses %j', (env, message) => {
    expect(problemsOf(env)).toHaveLength(1);
    expect(problemsOf(env)[0]).toContain(message);
  });

  it('names all that is wrong at once', () => {
    const env = { QUALM_PORT: 'x', QUALM_HOTS: 'y', QUALM_LEDGER: 'z' };
    expect(problemsOf(env)).toHaveLength(3);
    expect(() => loadSettings(env)).toThrow(/^3 settings cannot be used:\n- .*\n- .*\n- .*$/);
  });

  it('says an unknown variable beside a broken rule: the one may explain the other', () => {
    expect(problemsOf({ QUALM_HOST: '0.0.0.0', QUALM_APIKEY: 'k' })).toEqual([
      'QUALM_APIKEY: there is no such setting; did you mean "QUALM_API_KEY"?',
      expect.stringMatching(/^QUALM_API_KEY: is missing/),
    ]);
  });

  it('never shows a secret, whatever is wrong with it', () => {
    const hush = 'hunter2';
    const empty = fileWith('\n');
    for (const env of [
      { QUALM_API_KEY: `${hush} two` },
      { QUALM_API_KEY: hush, QUALM_API_KEY_FILE: fileWith(hush) },
      { QUALM_API_KEY_FILE: empty },
      { QUALM_API_KEY_FILE: fileWith(`${hush}\n${hush}`) },
      { QUALM_KAFKA_SASL_PASSWORD: hush },
      { QUALM_REDIS_PASSWORD: `${hush}\n${hush}` },
      { REDIS_URL: `http://u:${hush}@redis` },
      { REDIS_URL: `redis://u:${hush}@` },
      { KAFKA_BROKERS: `u:${hush}@kafka:9092` },
    ]) {
      const problems = problemsOf(env);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.join()).not.toContain(hush);
      expect(problems.join()).toContain(Object.keys(env)[0]!.replace('_FILE', ''));
    }
  });
});

describe('rules between settings', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5', 'qualm.example'])('refuse to listen on %s without a key', (host) => {
    expect(problemsOf({ QUALM_HOST: host })[0]).toMatch(
      /^QUALM_API_KEY: is missing\. QUALM_HOST=.* without a key anybody/,
    );
    expect(problemsOf({ QUALM_HOST: host, QUALM_API_KEY: 'k' })).toEqual([]);
  });

  it.each(['127.0.0.1', '127.8.9.1', '::1', '[::1]', 'localhost', '::ffff:127.0.0.1'])('listen on %s without', (host) =>
    expect(problemsOf({ QUALM_HOST: host })).toEqual([]),
  );

  const kafka = { QUALM_STREAM: 'kafka', KAFKA_BROKERS: 'a:9092' };
  it.each<[Environment, string]>([
    [{ QUALM_STREAM: 'kafka' }, 'KAFKA_BROKERS: is missing; QUALM_STREAM=kafka needs it'],
    [{ QUALM_STREAM: 'kafka', KAFKA_BROKER: 'a:9092' }, '(is KAFKA_BROKER meant for it?)'],
    [{ QUALM_LEDGER: 'redis' }, 'REDIS_URL: is missing; QUALM_LEDGER=redis needs it'],
    [
      { ...kafka, QUALM_KAFKA_SASL_MECHANISM: 'plain', QUALM_KAFKA_SASL_USERNAME: 'u' },
      'QUALM_KAFKA_SASL_PASSWORD: is missing',
    ],
    [{ ...kafka, QUALM_KAFKA_SASL_USERNAME: 'u' }, 'QUALM_KAFKA_SASL_USERNAME: has no effect without'],
    [{ ...kafka, QUALM_KAFKA_SSL_CERT_FILE: fileWith('') }, 'QUALM_KAFKA_SSL_KEY_FILE: is missing'],
    [{ ...kafka, QUALM_KAFKA_SSL: 'no', QUALM_KAFKA_SSL_CA_FILE: fileWith('') }, 'QUALM_KAFKA_SSL: is false, but'],
    [{ QUALM_REDIS_TLS_KEY_FILE: fileWith('') }, 'QUALM_REDIS_TLS_CERT_FILE: is missing'],
    [{ REDIS_URL: 'redis://r:1', QUALM_REDIS_TLS_CA_FILE: fileWith('') }, 'REDIS_URL: begins with redis://, but'],
    [
      { QUALM_API_KEY: 'one-and-the-same-text', QUALM_CONNECTOR_SECRET: 'one-and-the-same-text' },
      'QUALM_CONNECTOR_SECRET: is the same as QUALM_API_KEY',
    ],
    [{ QUALM_CONNECTOR_SECRET: 'hunter2' }, 'QUALM_CONNECTOR_SECRET: is no good secret'],
    [{ QUALM_TRAINER: 'external' }, 'QUALM_TRAINER: "external" needs QUALM_STREAM=kafka'],
  ])('%# are said in words', (env, message) => {
    expect(problemsOf(env)).toHaveLength(1);
    expect(problemsOf(env)[0]).toContain(message);
  });
});
