import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'qualm-api-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('the generated types are of the API as it is now (else: npm run api:types)', async () => {
  const fresh = join(folder, 'openapi.ts');
  const writer = join(import.meta.dirname, '../../../dist/libs/api/src/bin/write-types.js');
  await promisify(execFile)(process.execPath, [writer, fresh]);
  expect(readFileSync(join(import.meta.dirname, 'gen/openapi.ts'), 'utf8')).toBe(readFileSync(fresh, 'utf8'));
});
