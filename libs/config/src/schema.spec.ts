import { describe, expect, it } from 'vitest';
import { allFields } from './schema.js';

describe('the schema', () => {
  const fields = allFields().map(([, , field]) => field);

  it('names every variable once, in our space but for the two that everybody uses', () => {
    const keys = fields.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => !/^QUALM_[A-Z_]+$/.test(key))).toEqual(['KAFKA_BROKERS', 'REDIS_URL']);
  });

  it('has a unit where the name has one', () => {
    const units = { _MS: 'ms', _BYTES: 'bytes', _LABELS: 'labels', _RECORDS: 'records', _EXAMPLES: 'examples' };
    for (const [suffix, unit] of Object.entries(units)) {
      for (const field of fields.filter(({ key }) => key.endsWith(suffix))) expect(field.unit, field.key).toBe(unit);
    }
  });

  it.each(fields.map((field) => [field.key, field] as const))('%s takes its own example and default', (_, field) => {
    expect(field.description).toMatch(/^[^|\n]+\.$/);
    const example = field.parse(field.example);
    expect(example).not.toEqual(field.default);
    const given = field.default;
    if (given !== undefined && typeof given !== 'function') expect(field.parse(String(given))).toEqual(given);
    if (typeof given === 'function') expect(field.defaultText).toBeTruthy();
  });
});
