import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger, type Ledger } from '#ledger';
import type { TrainingReport } from '#model';
import { ModelStore, namePrototypes } from './model-store.js';

const folder = mkdtempSync(join(tmpdir(), 'qualm-models-'));
const weights = Uint8Array.of(1, 2, 3);
const report = { gate: 'so' } as TrainingReport;
const record = (version: number, accepted = true) => ({ version, accepted, createdAtMs: 0, seconds: 1, report });
const prototypes = namePrototypes(
  [{ classOf: Int32Array.of(0, 2), examples: Int32Array.of(2, 0) }],
  ['left', 'middle', 'right'],
);

describe('prototypes of a version', () => {
  let ledger: Ledger;
  let models: ModelStore;

  beforeAll(async () => {
    ledger = await openLedger({ kind: 'lmdb', path: folder, flush: false });
    models = new ModelStore(ledger);
    await models.put('p', record(1), weights, prototypes);
  });
  afterAll(async () => {
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are named by their examples', async () => {
    expect(await models.prototypes('p', 1)).toEqual([{ classOf: [0, 2], exampleIds: ['right', 'left'] }]);
  });

  it('are none of a version that was refused, or of before they were kept', async () => {
    await models.put('p', record(2, false), weights, prototypes);
    await ledger.putDocument('model/p/00000003', weights);
    expect([await models.prototypes('p', 2), await models.prototypes('p', 3)]).toEqual([[], []]);
    expect([...(await models.weights('p', 3))!]).toEqual([...weights]);
  });

  it('go with the weights; the report stays', async () => {
    for (let version = 4; version < 9; version++) await models.put('p', record(version), weights, prototypes);
    expect(await models.prototypes('p', 1)).toEqual([]);
    expect(await models.weights('p', 1)).toBeUndefined();
    expect(await models.prototypes('p', 4)).toEqual(prototypes);
    expect(await models.report('p', 1)).toEqual(record(1));
  });
});
