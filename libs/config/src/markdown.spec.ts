import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingsMarkdown, withSettings } from './markdown.js';
import { allFields } from './schema.js';

const readme = new URL('../../../README.md', import.meta.url);
const document = existsSync(readme) ? readFileSync(readme, 'utf8') : '';

describe('the documentation of the settings', () => {
  it('has a row for each, and marks the secrets', () => {
    const rows = settingsMarkdown().split('\n');
    for (const [, , { key }] of allFields()) {
      expect(rows.filter((row) => row.startsWith(`| \`${key}\``))).toHaveLength(1);
    }
    expect(rows).toContain(
      '| `QUALM_PORT` | `8080` | Port of the API, the page and the metrics; 0 takes a free one. (0 to 65535, e.g. `9000`) |',
    );
    expect(settingsMarkdown()).toContain('| `REDIS_URL` * |');
  });

  it('is written between the markers and nowhere else', () => {
    const text = 'before\n<!-- config:begin -->\nSTALE\n<!-- config:end -->\nafter\n';
    const written = withSettings(text)!;
    expect(written).toMatch(/^before\n<!-- config:begin -->\n\n\*\*Service/);
    expect(written).toMatch(/path\.\n\n<!-- config:end -->\nafter\n$/);
    expect(written).not.toContain('STALE');
    expect(withSettings(written)).toBe(written);
    expect(withSettings('no markers')).toBeUndefined();
  });

  it.runIf(withSettings(document) !== undefined)('is up to date in README.md (npm run docs:config)', () => {
    expect(withSettings(document)).toBe(document);
  });
});
