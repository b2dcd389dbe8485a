import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangedLabel } from '#labels';
import { mostProbable, pointMass, toMass, unitsOf, type SparseMass } from '#noise';
import { MAX_TIME_BUCKETS, ProjectHistory } from './project-history.js';

interface Label {
  atMs: number;
  given: number;
  mass: SparseMass;
  suspect: boolean;
}

const masses = [pointMass(0), pointMass(1), toMass([1, 2]), toMass([1, 2, 4])];

const flag = (name: 'suspect' | 'wasSuspect', is: boolean) => (is ? { [name]: true } : {});

function changed({ atMs, given }: Label, effect: ChangedLabel['effect'], suspect: boolean, was: boolean): ChangedLabel {
  return { sourceId: 's', given, atMs, effect, ...flag('suspect', suspect), ...flag('wasSuspect', was) };
}

const time = fc.oneof(fc.nat(300), fc.nat(100_000), fc.integer({ min: 1_700_000_000_000, max: 1_700_100_000_000 }));
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('run' as const), atMs: time, count: fc.integer({ min: 1, max: 400 }), gap: fc.nat(50_000), mass: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), which: fc.nat(), mass: fc.nat(3) }) },
); // prettier-ignore

describe('the labels of a project over time', () => {
  it('are counted exactly, each in its bucket, whatever came, went and changed, in at most 240 buckets', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let history = new ProjectHistory();
        const labels: Label[] = [];
        for (const s of steps) {
          if (s.do === 'run') {
            for (let n = 0; n < s.count; n++) {
              const label = { atMs: s.atMs + n * s.gap, given: n % 2, mass: masses[s.mass]!, suspect: n % 3 === 0 };
              history.count(changed(label, 'added', label.suspect, false), undefined, label.mass);
              labels.push(label);
            }
          }
          const label = labels[('which' in s ? s.which : 0) % Math.max(labels.length, 1)];
          if (s.do === 'remove' && label) {
            labels.splice(labels.indexOf(label), 1);
            history.count(changed(label, 'removed', false, label.suspect), label.mass, undefined);
          }
          if (s.do === 'move' && label) {
            const after = masses[s.mass]!;
            history.count(changed(label, 'kept', !label.suspect, label.suspect), label.mass, after);
            Object.assign(label, { mass: after, suspect: !label.suspect });
          }
          history = ProjectHistory.fromBytes(history.toBytes());
        }
        for (const atMost of [MAX_TIME_BUCKETS, 7]) expectExact(history, labels, atMost);
      }),
      { numRuns: 60 },
    );
  });

  it('lie in buckets that grow with the time that they take', () => {
    const history = new ProjectHistory();
    for (let n = 0; n < 100_000; n++) {
      history.count({ sourceId: 's', given: 0, atMs: 5_000_000 + 10 * n, effect: 'added' }, undefined, pointMass(0));
    }
    const buckets = history.buckets();
    expect(buckets.length).toBeGreaterThan(MAX_TIME_BUCKETS / 2);
    expect(new Set(buckets.map(({ fromMs, toMs }) => toMs - fromMs))).toEqual(new Set([8_192]));
    expect(history.buckets(20).length).toBeGreaterThanOrEqual(10);
    expect(history.total()).toEqual({
      labels: 100_000,
      right: 100_000 * 65_536,
      corrected: 100_000 * 65_536,
      suspects: 0,
    });
  });

  it('are nothing when the last one is gone', () => {
    const history = new ProjectHistory();
    const label = { sourceId: 's', given: 1, atMs: 70 };
    history.count({ ...label, effect: 'added', suspect: true }, undefined, masses[2]);
    history.count({ ...label, effect: 'removed', wasSuspect: true }, masses[2]);
    expect(history.buckets()).toEqual([]);
    expect(history.toBytes()).toEqual(new ProjectHistory().toBytes());
  });
});

function expectExact(history: ProjectHistory, labels: Label[], atMost: number): void {
  const buckets = history.buckets(atMost);
  expect(buckets.length).toBeLessThanOrEqual(atMost);
  expect(buckets.every(({ fromMs }, n) => n === 0 || fromMs >= buckets[n - 1]!.toMs)).toBe(true);
  const recounted = buckets.map(({ fromMs, toMs }) => {
    const own = labels.filter(({ atMs }) => fromMs <= atMs && atMs < toMs);
    return {
      fromMs,
      toMs,
      labels: own.length,
      right: own.reduce((sum, { mass, given }) => sum + unitsOf(mass, given), 0),
      corrected: own.reduce((sum, { mass }) => sum + mostProbable(mass).units, 0),
      suspects: own.filter(({ suspect }) => suspect).length,
    };
  });
  expect(buckets).toEqual(recounted);
  expect(history.total().labels).toBe(labels.length);
}
