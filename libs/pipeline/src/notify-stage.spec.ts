import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Webhooks, type FoundSuspect } from '#alerts';
import { encodeAlert, encodeVerdict, projectFrom, type Alert, type Verdict } from '#labels';
import { openLedger, type Ledger } from '#ledger';
import type { TrainingReport } from '#model';
import type { LogRecord, Topic } from '#stream';
import { ModelNews } from './model-news.js';
import { ModelStore } from './model-store.js';
import { NotifyStage } from './notify-stage.js';
import { ProjectStore } from './project-store.js';
import { SuspectStage } from './suspect-stage.js';

const project = projectFrom({ id: 'pets', classes: ['cat', 'dog'] }, 0);
const alert = (seq: number): Alert => ({
  project: 'pets',
  sourceId: 'ann/1',
  kind: 'accuracy',
  state: 'open',
  opening: 1,
  evidence: 'gold',
  reliable: true,
  labels: 40,
  accuracy: 0.55,
  accuracyInterval: [0.4, 0.7],
  line: 0.8,
  eValue: 50,
  bound: 40,
  patterns: [],
  partition: 2,
  seq,
  offset: seq,
  atMs: 1_763_690_400_000 + seq,
});
const record = (topic: Topic, value: Uint8Array, contentType: string, offset = 0): LogRecord => ({
  topic,
  partition: 3,
  offset,
  key: 'pets/ann/1',
  value,
  headers: { 'content-type': contentType },
  timestampMs: 0,
});
const alertRecord = (seq: number, format: 'json' | 'protobuf' = 'json') => {
  const { value, contentType } = encodeAlert(alert(seq), project, format);
  return record('alerts', value, contentType, seq);
};
const settings = {
  allow: [],
  allowHttp: false,
  connectTimeoutMs: 100,
  timeoutMs: 100,
  userAgent: 'test',
  maxAttempts: 1,
  maxAttemptsPerEndpoint: 1,
};
const signal = new AbortController().signal;

let folder: string;
let ledger: Ledger;
let projects: ProjectStore;
let webhooks: Webhooks;
let endpointId: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qualm-notify-'));
  ledger = await openLedger({ kind: 'lmdb', path: folder });
  projects = new ProjectStore(ledger);
  await projects.create(project);
  webhooks = new Webhooks({
    documents: ledger,
    settings,
    laneOf: () => 0,
    lanes: () => [],
    suspectPartitions: () => [],
  });
  const endpoint = await webhooks.create('pets', { url: 'https://hooks.example.com/' }, 3);
  endpointId = endpoint.id;
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

const deliveries = async () => {
  const ids = await webhooks.deliveries.ids('pets', endpointId);
  const found = await Promise.all(ids.map((id) => webhooks.deliveries.get({ project: 'pets', endpointId, id })));
  return found.map((delivery) => delivery!).reverse();
};

describe('NotifyStage', () => {
  it('makes one delivery of each alert, in its own lane, however often it comes', async () => {
    const stage = await new NotifyStage({ webhooks, projects }).open();
    const once = await stage.process([alertRecord(1), alertRecord(2, 'protobuf'), alertRecord(1)], signal);
    expect(once).toEqual({ states: [], outputs: [] });
    await stage.process([alertRecord(2), alertRecord(3)], signal);
    const made = await deliveries();
    expect(made).toHaveLength(3);
    for (const delivery of made)
      expect(delivery).toMatchObject({ type: 'source.alarm.opened', lane: 3, state: 'pending' });
    expect(made.map(({ body }) => (JSON.parse(body) as { data: { sequence: number } }).data.sequence)).toEqual([
      1, 2, 3,
    ]);
    expect((await webhooks.deliveries.due()).map(({ lane }) => lane)).toEqual([3, 3, 3]);
  });

  it('skips and reports what is no alert, and what is of no project', async () => {
    const failed: unknown[] = [];
    const observer = { failed: (error: unknown) => void failed.push(error) };
    const stage = await new NotifyStage({ webhooks, projects, observer }).open();
    const stranger = { ...alertRecord(1), key: 'nobody/ann' };
    await stage.process([record('alerts', Buffer.from('{}'), 'application/json', 9), stranger, alertRecord(2)], signal);
    expect(await deliveries()).toHaveLength(1);
    expect(failed.map(String)).toEqual([expect.stringContaining('alerts/3 at offset 9 is skipped')]);
  });

  it('does not let the position move when a delivery is not on record', async () => {
    const broken = { announce: () => Promise.reject(new Error('the ledger is down')) };
    const stage = await new NotifyStage({ webhooks: broken, projects }).open();
    await expect(stage.process([alertRecord(1)], signal)).rejects.toThrow('the ledger is down');
  });
});

it('SuspectStage hands on verdicts as the project shows them', async () => {
  const verdict: Verdict = {
    project: 'pets',
    exampleId: 'e1',
    sourceId: 'ann/1',
    label: 0,
    quality: 0.1234567,
    suggestedLabel: 1,
    suspect: true,
    reasons: ['model'],
    modelVersion: 2,
    cause: 'label',
    partition: 1,
    seq: 9,
    atMs: 1_763_690_400_000,
  };
  const added: [number, string, FoundSuspect[]][] = [];
  const add = async (...call: (typeof added)[0]) => void added.push(call);
  const stage = await new SuspectStage({ suspects: { add }, projects }).open(3);
  const { value, contentType } = encodeVerdict(verdict, project, 'protobuf');
  await stage.process(
    [record('suspects', value, contentType), record('suspects', Buffer.from('?'), contentType)],
    signal,
  );
  const label = {
    exampleId: 'e1',
    sourceId: 'ann/1',
    label: 'cat',
    quality: 0.123457,
    suggestedLabel: 'dog',
    reasons: ['model'],
    modelVersion: 2,
    at: '2025-11-21T02:00:00.000Z',
  };
  expect(added).toEqual([[3, 'pets', [{ partition: 1, seq: 9, label }]]]);
});

describe('ModelNews', () => {
  const put = (models: ModelStore, version: number, accepted: boolean) => {
    const report = { gate: 'so', labels: 5, examples: 4 } as TrainingReport;
    return models.put(
      'pets',
      { version, accepted, createdAtMs: 1_000 + version, seconds: 1, report },
      new Uint8Array(),
    );
  };
  const begin = async (models: ModelStore, newest: number) => {
    const active = await models.active('pets');
    await models.moveActive('pets', active, { ...active, newest });
  };

  it('tells each version once, from the first after the webhook, also past one whose trainer died', async () => {
    const models = new ModelStore(ledger);
    const news = new ModelNews({ webhooks, models, isMine: () => true });
    await put(models, 3, true);
    await begin(models, 4);
    await news.tell(['pets']);
    expect(await deliveries()).toEqual([]);
    await put(models, 4, true);
    await begin(models, 6);
    await put(models, 6, false);
    await news.tell(['pets']);
    await new ModelNews({ webhooks, models, isMine: () => true }).tell(['pets']);
    const told = (await deliveries()).map(({ type, body }) => [type, (JSON.parse(body) as { data: object }).data]);
    expect(told).toMatchObject([
      ['model.published', { version: 4, gate: 'so', links: { model: '/v1/projects/pets/models/4' } }],
      ['model.rejected', { version: 6 }],
    ]);
  });

  it('leaves the projects of other processes to them', async () => {
    const models = new ModelStore(ledger);
    await put(models, 4, true);
    await begin(models, 4);
    await new ModelNews({ webhooks, models, isMine: () => false }).tell(['pets']);
    expect(await deliveries()).toEqual([]);
  });
});
