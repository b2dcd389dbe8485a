import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFrom, type Project } from '#labels';
import { openLedger, type Ledger } from '#ledger';
import { foldOf } from '#model';
import type { Log } from '#stream';
import { groups } from '../addresses.js';
import { ModelStore } from '../model-store.js';
import type { ProjectInUse, ProjectsInUse } from '../projects-in-use.js';
import { nearestPrototypes } from './nearest-prototypes.js';

const folder = mkdtempSync(join(tmpdir(), 'qualm-nearest-'));
const log = { partitionOf: () => 0 } as unknown as Log;
const vectors = projectFrom({ id: 'v', classes: 3, featureShape: [2] }, 0);
const images = projectFrom({ id: 'i', classes: 3, featureShape: [1, 2, 1], featureType: 'uint8' }, 0);
const floats = Float32Array.of(0.5, -2);

describe('nearestPrototypes', () => {
  let ledger: Ledger;
  let models: ModelStore;
  /** What the pool was asked. */
  let asked: { values: ArrayLike<number>; fold: number }[];

  const inUseOf = (project: Project, modelVersion: number, scoringKey?: string) =>
    ({ project, modelVersion, folds: 2, ...(scoringKey && { scoringKey }) }) as ProjectInUse;
  const all = {
    prototypeSimilarities: async (_: ProjectInUse, values: Float32Array, fold: number) => {
      asked.push({ values, fold });
      return { similarities: Float32Array.of(0.25, 0.75, -1), classOf: Int32Array.of(0, 2, 1) };
    },
  } as unknown as ProjectsInUse;
  const nearest = async (inUse: ProjectInUse, exampleId: string, limit = 8) => {
    asked = [];
    return nearestPrototypes({ ledger, log, pipeline: { models, inUse: all } }, inUse, exampleId, limit);
  };

  beforeAll(async () => {
    ledger = await openLedger({ kind: 'lmdb', path: folder, flush: false });
    models = new ModelStore(ledger);
    const keep = (scope: string, group: string, value: Uint8Array) =>
      ledger.commit(scope, {
        expectedPosition: 0,
        position: 1,
        states: [{ group, id: 'e', value }],
        outputs: [],
      });
    await keep('train:0', groups.features('v'), new Uint8Array(floats.buffer));
    await keep('judge:0', groups.shown('image', 'i'), Uint8Array.of(9, 8));
    const members = ['a', 'b'].map((m) => ({ classOf: [0, 2, 1], exampleIds: [`${m}0`, `${m}1`, `${m}2`] }));
    await ledger.putDocument('prototypes/v/00000004', Buffer.from(JSON.stringify(members)));
  });
  afterAll(async () => {
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('asks the member that did not learn from the example, and names what is near, the most similar first', async () => {
    const fold = foldOf('e', 2);
    const member = ['a', 'b'][fold];
    expect(await nearest(inUseOf(vectors, 4, 'v@4'), 'e', 2)).toEqual({
      found: 'prototypes',
      modelVersion: 4,
      nearest: [
        { label: 2, similarity: 0.75, exampleId: `${member}1` },
        { label: 0, similarity: 0.25, exampleId: `${member}0` },
      ],
    });
    expect(asked).toEqual([{ values: floats, fold }]);
  });

  it('takes the pixels that are kept to be shown; a version that names no examples is compared too', async () => {
    const found = await nearest(inUseOf(images, 1, 'i@1'), 'e');
    expect(found).toMatchObject({ nearest: [{ label: 2 }, { label: 0 }, { label: 1, similarity: -1 }] });
    expect(JSON.stringify(found)).not.toContain('exampleId');
    expect(asked[0]!.values).toEqual(Uint8Array.of(9, 8));
  });

  it('says what is missing', async () => {
    expect(await nearest(inUseOf(vectors, 4), 'e')).toEqual({ found: 'no model' });
    expect(await nearest(inUseOf(vectors, 4, 'v@4'), 'other')).toEqual({ found: 'no features' });
    const changed = { ...vectors, featureShape: [3] };
    expect(await nearest(inUseOf(changed, 4, 'v@4'), 'e')).toEqual({ found: 'no features' });
    expect(asked).toEqual([]);
  });
});
