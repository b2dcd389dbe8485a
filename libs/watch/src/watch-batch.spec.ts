import { describe, expect, it } from 'vitest';
import { spentLevel } from '#sequential';
import type { Alert, Change, ProjectSettings } from '#labels';
import { pointMass, UNITS_PER_LABEL } from '#noise';
import { CoreLoop, testProject } from './testing/core-loop.js';
import { SequenceGapError } from './watch-batch.js';

const K = 4;

/** One source whose labels meet gold: right or wrong as the test says. */
class Source {
  readonly loop: CoreLoop;
  private n = 0;

  constructor(settings: Partial<ProjectSettings> = {}) {
    this.loop = new CoreLoop([testProject('p', K, { accuracyLine: 0.8, ...settings })]);
  }

  labels(count: number, right: boolean, trueClass = 0): Alert[] {
    return Array.from({ length: count }, () => this.label(right, trueClass)).flat();
  }

  label(right: boolean, trueClass = 0, sourceId = 'ann'): Alert[] {
    const base = { project: 'p', exampleId: `e${this.n}`, atMs: this.n++ };
    const given = right ? trueClass : (trueClass + 1) % K;
    const { changes } = this.loop.judge(0, [
      { event: { ...base, kind: 'label', sourceId, label: given } },
      { event: { ...base, kind: 'gold', label: trueClass, origin: 'honeypot' } },
    ]);
    // What all gold here says of the project's beliefs is for another spec.
    return this.loop.watch(changes).filter((alert) => alert.kind !== 'calibration');
  }

  get state() {
    return this.loop.sources.get('p/ann')!;
  }
}

const brief = (alerts: Alert[]) => alerts.map((a) => `${a.kind} ${a.state} ${a.evidence}`);

describe('an alarm', () => {
  it('opens with the label that reaches the bound, in both grades when gold is known', () => {
    const source = new Source();
    const alerts = source.labels(10, false);
    expect(brief(alerts)).toEqual(['accuracy open model', 'accuracy open gold']);
    for (const alert of alerts) {
      expect(alert.eValue).toBeGreaterThanOrEqual(alert.bound);
      expect(alert.bound).toBeCloseTo(1 / spentLevel(0.05, 0), 6);
      expect(alert).toMatchObject({ project: 'p', sourceId: 'ann', line: 0.8, partition: 0 });
      expect(alert.accuracy).toBeLessThan(0.5);
    }
    expect(alerts.map((a) => a.opening)).toEqual([1, 1]);
    expect(source.state.records).toHaveLength(2);
    expect([...source.loop.projects.get('p')!.openAlarms]).toEqual([
      ['accuracy/model', 1],
      ['accuracy/gold', 1],
    ]);
  });

  it('closes when recovery is shown, and spends a smaller level when it opens again', () => {
    const source = new Source();
    const opened = source.labels(10, false);
    const resolved = source.labels(80, true);
    expect(brief(resolved)).toEqual(['accuracy resolved model', 'accuracy resolved gold']);
    expect(source.loop.projects.get('p')!.openAlarms.size).toBe(0);
    expect(source.state.model.alarm).toBeUndefined();
    const again = source.labels(60, false).filter((a) => a.kind === 'accuracy');
    expect(brief(again)).toEqual(['accuracy open model', 'accuracy open gold']);
    expect(again.map((a) => a.opening)).toEqual([2, 2]);
    expect(again[0]!.bound / opened[0]!.bound).toBeCloseTo(spentLevel(1, 0) / spentLevel(1, 1), 6);
    expect(source.state.model.labels).toBe(source.state.gold.labels);
  });

  it('closes however long the source was bad before', () => {
    const source = new Source();
    source.labels(500, false);
    expect(brief(source.labels(100, true))).toContain('accuracy resolved gold');
  });

  it('keeps open while nothing shows a recovery', () => {
    const source = new Source();
    source.labels(10, false);
    const mixed = Array.from({ length: 60 }, (_, n) => source.label(n % 2 === 0)).flat();
    expect(mixed.filter((a) => a.kind !== 'drift')).toEqual([]);
  });

  it('of confusion names the class, what is given instead, and the recall that it was held against', () => {
    const source = new Source({ accuracyLine: 0.3 });
    for (const other of ['bob', 'cid', 'dan']) for (let n = 0; n < 60; n++) source.label(true, n % K, other);
    const alerts = Array.from({ length: 30 }, () => [...source.label(true, 1), ...source.label(false, 2)]).flat();
    const alert = alerts.find((a) => a.kind === 'confusion')!;
    expect(alert).toMatchObject({ state: 'open', trueClass: 2, givenClass: 3 });
    // 60 % of what the others reach on that class.
    expect(alert.line).toBeCloseTo(0.6, 1);
  });

  it('waits for a project that is old enough to have a line of its own', () => {
    const source = new Source({ accuracyLine: 'auto' });
    expect(source.labels(99, false)).toEqual([]);
    expect(source.state.model.labels).toBe(0);
    source.labels(3, false);
    expect(source.state.model.labels).toBe(3);
  });

  it('of drift speaks of a change, not of a source that never knew more than chance', () => {
    const turned = new Source({ accuracyLine: 0.05 });
    turned.labels(150, true);
    expect(brief(turned.labels(40, false))).toContain('drift open model');
    expect(turned.state.drift.openings).toBe(1);
    const hopeless = new Source({ accuracyLine: 0.05 });
    expect(brief(hopeless.labels(400, false))).not.toContain('drift open model');
  });

  it('keeps at most 50 records of a source', () => {
    const source = new Source({ alarmLevel: 0.5 });
    for (let n = 0; n < 40; n++) source.labels(40, n % 2 === 0);
    expect(source.state.records.length).toBeLessThanOrEqual(50);
    expect(source.state.records.length).toBeGreaterThan(2);
  });
});

describe('settling by the window', () => {
  it('takes a label when its source has given so many after it, whatever happens to those', () => {
    const loop = new CoreLoop([testProject('p', K, { accuracyLine: 0.8, settleWindow: 3, settleAfterLabels: 9 })]);
    const give = (exampleId: string, label = 0) => {
      const event = { kind: 'label' as const, project: 'p', exampleId, sourceId: 'ann', label };
      return loop.watch(loop.judge(0, [{ event }]).changes);
    };
    const entered = () => loop.sources.get('p/ann')!.model.labels;
    ['a', 'b', 'c'].forEach((id) => give(id));
    expect(entered()).toBe(0);
    give('d');
    expect([entered(), loop.sources.get('p/ann')!.pending.map((p) => p.exampleId)]).toEqual([1, ['b', 'c', 'd']]);
    // Known gold settles the fifth at once; the second must not wait for one that stays pending.
    loop.judge(0, [{ event: { kind: 'gold', project: 'p', exampleId: 'e', label: 0, origin: 'sampled' } }]);
    give('e');
    expect([entered(), loop.sources.get('p/ann')!.pending.map((p) => p.exampleId)]).toEqual([3, ['c', 'd']]);
  });

  it('enters the label of now, and none that was taken back', () => {
    const loop = new CoreLoop([testProject('p', K, { accuracyLine: 0.8 })]);
    const base = { project: 'p', exampleId: 'a', sourceId: 'ann' };
    loop.watch(loop.judge(0, [{ event: { ...base, kind: 'label', label: 0 } }, { event: { ...base, kind: 'label', label: 2 } }]).changes); // prettier-ignore
    expect(loop.sources.get('p/ann')!.pending.map((p) => p.given)).toEqual([2]);
    loop.watch(loop.judge(0, [{ event: { ...base, kind: 'retract' } }]).changes);
    expect(loop.sources.get('p/ann')!.pending).toEqual([]);
  });
});

const change = (seq: number, partition = 0): Change => ({
  project: 'p',
  exampleId: `e${partition}-${seq}`,
  partition,
  seq,
  offset: seq,
  atMs: seq,
  after: pointMass(1),
  labels: [{ sourceId: 'ann', given: 1, atMs: seq, effect: 'added' }],
});

describe('changes', () => {
  it('are counted once per JUDGE partition; a gap stops before anything of it is counted', () => {
    const { loop } = new Source();
    loop.watch([change(1), change(2), change(1), change(2), change(1, 7)]);
    expect(loop.projects.get('p')!.labels).toBe(3);
    expect(() => loop.watch([change(2), change(5)])).toThrow(SequenceGapError);
    expect(() => loop.watch([change(5)])).toThrow(/partition 0: 5 follows 2; 2 are missing/);
    expect(loop.projects.get('p')!.pooled.total).toBe(3 * UNITS_PER_LABEL);
    expect([...loop.projects.get('p')!.taken]).toEqual([[0, 2], [7, 1]]); // prettier-ignore
  });
});
