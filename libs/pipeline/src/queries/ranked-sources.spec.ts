import { describe, expect, it } from 'vitest';
import { projectFrom } from '#labels';
import type { Ledger } from '#ledger';
import { defaultPosteriorSettings, pointMass } from '#noise';
import type { Log } from '#stream';
import { until } from '#testing';
import { encodeSourceState, newSourceState } from '#watch';
import { RankedSources } from './ranked-sources.js';
import { byRisk, placeOf } from './source-order.js';

const project = projectFrom({ id: 'pets', classes: ['cat', 'dog'] }, 0);
const inUse = { project, modelVersion: 0, folds: 3, posterior: defaultPosteriorSettings, tellsSuspects: false };

function stateOf(labels: number, right: number): Uint8Array {
  const state = newSourceState();
  for (let n = 0; n < labels; n++) state.history.add(n, 0, pointMass(n < right ? 0 : 1));
  return encodeSourceState(state);
}

/** Sources in a ledger that takes its time, on a clock that the test moves. */
class Room {
  readonly states = new Map<string, Uint8Array>();
  nowMs = 0;
  readings = 0;
  /** What a reading takes. */
  costMs = 0;
  /** While it is set, readings wait for it. */
  gate: Promise<void> = Promise.resolve();

  private readonly ledger = {
    load: () => Promise.resolve([undefined]),
    list: async () => {
      this.readings++;
      await this.gate;
      this.nowMs += this.costMs;
      return { entries: [...this.states].map(([id, value]) => ({ id, value })) };
    },
  } as unknown as Ledger;

  readonly ranked = new RankedSources({ ledger: this.ledger, log: { partitionOf: () => 0 } as unknown as Log }, () => this.nowMs); // prettier-ignore

  async ids(limit = 10, after?: string): Promise<string[]> {
    const place = after === undefined ? undefined : placeOf((await this.ranked.all(inUse)).find((s) => s.sourceId === after)!, byRisk); // prettier-ignore
    const { sources } = await this.ranked.page(inUse, { order: byRisk, filter: {}, after: place, limit });
    return sources.map(({ sourceId }) => sourceId);
  }
}

function room(): Room {
  const made = new Room();
  made.states.set('good', stateOf(20, 19)).set('bad', stateOf(20, 5)).set('middling', stateOf(20, 14));
  return made;
}

describe('sources in order', () => {
  it('come in pages that go on after a place, whatever came before it', async () => {
    const one = room();
    expect(await one.ids()).toEqual(['bad', 'middling', 'good']);
    expect(await one.ids(1)).toEqual(['bad']);
    expect(await one.ids(5, 'bad')).toEqual(['middling', 'good']);
  });

  it('are read once in two seconds where that is cheap', async () => {
    const one = room();
    await one.ids();
    one.states.set('worse', stateOf(20, 1));
    one.nowMs = 1_999;
    expect(await one.ids()).toEqual(['bad', 'middling', 'good']);
    one.nowMs = 2_000;
    expect(await one.ids()).toEqual(['worse', 'bad', 'middling', 'good']);
    expect(one.readings).toBe(2);
  });

  it('are read less often where that is dear, and nobody waits for it who can have the old ones', async () => {
    const one = room();
    one.costMs = 10_000;
    await one.ids();
    one.states.set('worse', stateOf(20, 1));
    one.nowMs += 29_000;
    await one.ids();
    expect(one.readings).toBe(1);
    // 41 s after the first reading began: another one begins, and takes its time.
    one.nowMs += 2_000;
    let open = () => {};
    one.gate = new Promise((resolve) => (open = resolve));
    expect(await one.ids()).toEqual(['bad', 'middling', 'good']);
    one.nowMs += 500_000;
    expect(await one.ids()).toEqual(['bad', 'middling', 'good']);
    open();
    await until(async () => (await one.ids()).length === 4);
    expect(await one.ids()).toEqual(['worse', 'bad', 'middling', 'good']);
    expect(one.readings).toBe(2);
  });

  it('are waited for when the old ones are far too old', async () => {
    const one = room();
    one.costMs = 10_000;
    await one.ids();
    one.states.delete('bad');
    one.nowMs += 100_000;
    expect(await one.ids()).toEqual(['middling', 'good']);
  });

  it('are read again by other settings', async () => {
    const one = room();
    await one.ids();
    await one.ranked.all({ ...inUse, project: { ...project, settings: { ...project.settings, alarmLevel: 0.1 } } });
    expect(one.readings).toBe(2);
  });

  it('that cannot be read are asked for again', async () => {
    const one = room();
    one.gate = Promise.reject(new Error('the ledger is away'));
    one.gate.catch(() => undefined);
    await expect(one.ids()).rejects.toThrow('the ledger is away');
    one.gate = Promise.resolve();
    expect(await one.ids()).toEqual(['bad', 'middling', 'good']);
  });
});
