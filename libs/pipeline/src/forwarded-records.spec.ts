import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger, type Ledger } from '#ledger';
import type { LogRecord } from '#stream';
import { forward, ForwardedRecords, timeOf } from './forwarded-records.js';
import { ModelStore } from './model-store.js';

let folder: string;
let ledger: Ledger;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qualm-forwarded-'));
  ledger = await openLedger({ kind: 'lmdb', path: folder });
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

const record = (partition: number, offset: number, headers: Record<string, string> = {}): LogRecord => ({
  topic: 'events',
  partition,
  offset,
  key: 'k',
  value: Buffer.from(`${partition}/${offset}`),
  headers,
  timestampMs: 1_000 + offset,
});

/** As it arrives at partition 0. */
const arrived = (origin: LogRecord, offset: number) => record(0, offset, forward(origin, 'k').headers);

describe('ForwardedRecords', () => {
  it('takes each forwarded record once, also after a restart, and every other record always', async () => {
    const first = new ForwardedRecords(ledger, 'judge:0');
    const [one, two, other] = [arrived(record(1, 7), 0), arrived(record(1, 9), 1), arrived(record(2, 7), 2)];
    const own = record(0, 3);
    expect(await first.dropRepeats([one, two, other, own, one, own])).toEqual([one, two, other, own, own]);
    await ledger.commit('judge:0', { expectedPosition: 0, position: 6, states: first.writes(), outputs: [] });

    const second = new ForwardedRecords(ledger, 'judge:0');
    const three = arrived(record(1, 10), 8);
    expect(await second.dropRepeats([one, two, three, other])).toEqual([three]);
  });

  it('takes again what a failed commit dropped', async () => {
    const arrivals = new ForwardedRecords(ledger, 'judge:0');
    const one = arrived(record(1, 7), 0);
    await arrivals.dropRepeats([one]);
    arrivals.drop();
    expect(await arrivals.dropRepeats([one])).toEqual([one]);
  });

  it('keeps the time of the first record, and believes no header that is no time', () => {
    const once = arrived(record(1, 7), 0);
    expect(timeOf(once)).toBe(1_007);
    expect(timeOf(arrived({ ...once, partition: 3 }, 5))).toBe(1_007);
    expect(timeOf(record(0, 1, { 'qualm-sent-at-ms': 'soon' }))).toBe(1_001);
  });
});

describe('ModelStore', () => {
  it('lets one of two trainers that read the same go on', async () => {
    const models = new ModelStore(ledger);
    const found = await models.active('p');
    const claimed = await models.moveActive('p', found, { ...found, newest: 1 });
    await expect(models.moveActive('p', found, { ...found, newest: 1 })).rejects.toThrow('another trainer');
    expect(await models.active('p')).toEqual(claimed);
    await models.moveActive('p', claimed, { ...claimed, version: 1, pass: 1 });
    await expect(models.moveActive('p', claimed, { ...claimed, pass: 1 })).rejects.toThrow('another trainer');
    expect(await models.active('p')).toMatchObject({ version: 1, newest: 1, pass: 1 });
  });
});
