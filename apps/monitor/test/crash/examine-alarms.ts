import { expect } from 'vitest';
import type { Alert, AlertKind, AlertState } from '#labels';
import { openAlarms, type SourceState } from '#watch';

export interface Transition {
  kind: AlertKind;
  state: AlertState;
  opening: number;
  offset: number;
  atMs: number;
  /** Of the alert. */
  seq: number;
}

/** Alarm records that WATCH keeps of a source. */
const KEPT_RECORDS = 50;

/**
 * Every alarm went a legal way, each step told once: open, maybe acknowledged, resolved, open again under the next number. What
 * was told is what WATCH keeps of the source, and where it ended is where the source stands.
 *
 * @param alerts of the alerts log in order, repeats left out
 * @returns by `source/slot`
 */
export function examineAlarms(alerts: Alert[], sources: Map<string, SourceState>): Map<string, Transition[]> {
  const ways = new Map<string, Transition[]>();
  for (const { sourceId, kind, evidence, state, opening, offset, atMs, seq } of alerts) {
    const slot = kind === 'accuracy' || kind === 'confusion' ? evidence : kind;
    const way = ways.get(`${sourceId}/${slot}`) ?? [];
    ways.set(`${sourceId}/${slot}`, [...way, { kind, state, opening, offset, atMs, seq }]);
  }
  for (const [name, way] of ways) expectLegal(name, way);
  for (const [sourceId, source] of sources) {
    const told = alerts.filter((alert) => alert.sourceId === sourceId).map(recordOf);
    expect(source.records.map(recordOf), sourceId).toEqual(told.slice(-KEPT_RECORDS));
    const standing = [...ways].flatMap(([name, way]) => (name.startsWith(`${sourceId}/`) ? openAtEnd(name, way) : []));
    const open = openAlarms(source).map(({ slot, opening, kind }) => `${sourceId}/${slot} ${opening} ${kind}`);
    expect(open.sort()).toEqual(standing.sort());
  }
  return ways;
}

function expectLegal(name: string, way: Transition[]): void {
  let opening = 0;
  let before: AlertState = 'resolved';
  for (const { state, opening: told } of way) {
    const legal = { open: ['resolved'], acknowledged: ['open'], resolved: ['open', 'acknowledged'] }[state];
    if (state === 'open') opening++;
    expect({ name, state, opening: told, legal }).toEqual({
      name,
      state,
      opening,
      legal: expect.arrayContaining([before]),
    });
    before = state;
  }
}

function openAtEnd(name: string, way: Transition[]): string[] {
  const last = way.at(-1)!;
  const { kind } = way.findLast(({ state }) => state === 'open')!;
  return last.state === 'resolved' ? [] : [`${name} ${last.opening} ${kind}`];
}

function recordOf({ kind, state, evidence, opening, offset, atMs, by }: Alert | SourceState['records'][number]) {
  return { kind, state, evidence, opening, offset, atMs, by };
}

/** What a person was told is written down came to pass, for the opening that was meant. */
export function expectCarriedOut(
  accepted: Iterable<{ name: string; opening: number; action: 'acknowledge' | 'resolve' }>,
  ways: Map<string, Transition[]>,
): void {
  for (const { name, opening, action } of accepted) {
    const states = ways
      .get(name)!
      .filter((t) => t.opening === opening)
      .map(({ state }) => state);
    if (action === 'resolve') expect(states, name).toContain('resolved');
    else expect(states.length, `${name} ${opening}`).toBeGreaterThan(1);
  }
}

export function alarmWords(ways: Map<string, Transition[]>): string {
  const all = [...ways.values()].flat();
  const of = (wanted: AlertState) => all.filter(({ state }) => state === wanted).length;
  return `${of('open')} alarms opened, ${of('acknowledged')} acknowledged, ${of('resolved')} resolved, in ${ways.size} slots`;
}
