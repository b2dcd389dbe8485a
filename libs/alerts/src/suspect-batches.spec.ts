import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebhookEvent } from './events.js';
import { SuspectBatches, type FoundSuspect } from './suspect-batches.js';
import { ManualClock } from '#testing';
import { MemoryDocuments } from './testing/memory-documents.js';

let documents: MemoryDocuments;
let clock: ManualClock;
let told: WebhookEvent[];
let owned: number[];
let batches: SuspectBatches;
let announce: (event: WebhookEvent) => Promise<void>;

function makeProcess(): void {
  batches = new SuspectBatches({
    documents,
    clock,
    partitions: () => owned,
    announce: (event) => announce(event),
    failed: () => undefined,
  });
  batches.start();
}

beforeEach(() => {
  [documents, clock, told, owned] = [new MemoryDocuments(), new ManualClock(), [], [0]];
  announce = async (event) => void told.push(event);
  makeProcess();
});
afterEach(() => batches.stop());

const suspect = (seq: number, partition = 0): FoundSuspect => ({
  partition,
  seq,
  label: {
    exampleId: `e${partition}/${seq}`,
    sourceId: 'ann',
    label: 0,
    quality: 0.1,
    suggestedLabel: 1,
    reasons: ['model'],
    modelVersion: 1,
    at: '2026-11-21T12:00:00.000Z',
  },
});
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => suspect(from + n));
const labelsOf = (event: WebhookEvent) => (event.type === 'label.suspect' ? event.data.labels : []);
const idsTold = () => told.flatMap(labelsOf).map(({ exampleId }) => exampleId);

describe('SuspectBatches', () => {
  it('tells what came within ten seconds in one event', async () => {
    await batches.add(0, 'pets', range(1, 3));
    await clock.advance(5_000);
    await batches.add(0, 'pets', range(4, 5));
    await clock.advance(4_000);
    expect(told).toEqual([]);
    await clock.advance(2_000);
    expect(told.map((event) => labelsOf(event).length)).toEqual([5]);
    await clock.advance(60_000);
    expect(told).toHaveLength(1);
    await batches.add(0, 'pets', [suspect(6)]);
    await clock.advance(12_000);
    expect(told.map(({ cause }) => cause)).toEqual(['0/1', '0/2']);
  });

  it('tells a hundred at once, and projects apart', async () => {
    await batches.add(0, 'pets', range(1, 250));
    await batches.add(0, 'cars', range(1, 2));
    expect(told.map((event) => labelsOf(event).length)).toEqual([100, 100]);
    await clock.advance(12_000);
    expect(told.map((event) => [event.project, labelsOf(event).length])).toEqual([
      ['pets', 100],
      ['pets', 100],
      ['pets', 50],
      ['cars', 2],
    ]);
    expect(new Set(idsTold()).size).toBe(250);
  });

  it('drops repeats, of each JUDGE partition by its own count', async () => {
    await batches.add(0, 'pets', [suspect(1), suspect(2), suspect(1, 7)]);
    await batches.add(0, 'pets', [suspect(2), suspect(3), suspect(1, 7), suspect(2, 7)]);
    await clock.advance(12_000);
    expect(idsTold().sort()).toEqual(['e0/1', 'e0/2', 'e0/3', 'e7/1', 'e7/2']);
  });

  it('tells after a crash, under the same cause, what was closed and not told', async () => {
    announce = () => Promise.reject(new Error('killed'));
    await expect(batches.add(0, 'pets', range(1, 100))).rejects.toThrow('killed');
    await batches.stop();
    announce = async (event) => void told.push(event);
    makeProcess();
    await batches.add(0, 'pets', range(1, 101));
    await clock.advance(12_000);
    expect(told.map((event) => [event.cause, labelsOf(event).length])).toEqual([
      ['0/1', 100],
      ['0/2', 1],
    ]);
  });

  it('tells after a restart what was open', async () => {
    await batches.add(0, 'pets', range(1, 3));
    await batches.stop();
    makeProcess();
    await clock.advance(12_000);
    expect(idsTold()).toHaveLength(3);
  });

  it('leaves a partition that it lost to its new owner', async () => {
    await batches.add(0, 'pets', range(1, 3));
    owned = [];
    await clock.advance(60_000);
    expect(told).toEqual([]);
    owned = [0];
    await clock.advance(2_000);
    expect(idsTold()).toHaveLength(3);
  });
});
