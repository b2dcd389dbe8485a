import { describe, expect, it } from 'vitest';
import { describeSettings, redactUrl } from './describe.js';
import { loadSettings } from './load.js';

describe('describeSettings', () => {
  it('shows what is set, by variable, and no secret', () => {
    const shown = describeSettings(
      loadSettings({
        QUALM_API_KEY: 'hunter2',
        QUALM_STREAM: 'kafka',
        KAFKA_BROKERS: 'a:1,b:2',
        QUALM_REDIS_PASSWORD: 'hunter2',
        REDIS_URL: 'redis://u:hunter2@redis:6379/3?password=hunter2',
      }),
    );
    expect(shown).toMatchObject({
      QUALM_API_KEY: '***',
      QUALM_REDIS_PASSWORD: '***',
      REDIS_URL: 'redis://***@redis:6379/3',
      KAFKA_BROKERS: 'a:1,b:2',
      QUALM_PORT: 8080,
      QUALM_KAFKA_SSL: false,
    });
    expect(JSON.stringify(shown)).not.toContain('hunter2');
    expect(shown).not.toHaveProperty('QUALM_KAFKA_SASL_PASSWORD');
  });
});

describe('redactUrl', () => {
  it.each([
    ['redis://redis:6379', 'redis://redis:6379'],
    ['rediss://:p@redis/0', 'rediss://***@redis/0'],
    ['not a url with p', '***'],
  ])('%s', (url, shown) => expect(redactUrl(url)).toBe(shown));
});
