import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelingEvent, ProjectSettings } from '#labels';
import { CoreLoop, testProject } from './testing/core-loop.js';

const K = 3;
const HOUR_MS = 3_600_000;

/** Every example is drawn for review. */
class Reviewed {
  readonly loop: CoreLoop;
  private atMs = 0;

  constructor(settings: Partial<ProjectSettings> = {}) {
    this.loop = new CoreLoop([testProject('p', K, { accuracyLine: 0.8, reviewShare: 1, ...settings })], {
      throughBytes: true,
    });
  }

  label(exampleId: string, label: number, sourceId = 'ann'): void {
    this.send({ ...this.base(exampleId), kind: 'label', sourceId, label });
  }

  gold(exampleId: string, label: number, origin: 'honeypot' | 'sampled' | 'targeted' = 'sampled'): void {
    this.send({ ...this.base(exampleId), kind: 'gold', label, origin, reviewer: 'rita' });
  }

  review(exampleId: string, outcome: 'unsure' | 'undone'): void {
    this.send({ ...this.base(exampleId), kind: 'review', outcome, reviewer: 'rita' });
  }

  retract(exampleId: string): void {
    this.send({ ...this.base(exampleId), kind: 'retract', sourceId: 'ann' });
  }

  after(ms: number): void {
    this.atMs += ms;
  }

  /** Labels that entered the gold test, right ones, and examples that wait. */
  get entered() {
    const { goldLabels, goldRight, waiting } = this.loop.sources.get('p/ann')!;
    return { goldLabels, goldRight, waiting: waiting.map((w) => w.exampleId) };
  }

  private base(exampleId: string) {
    return { project: 'p', exampleId, atMs: this.atMs++ };
  }

  private send(event: LabelingEvent): void {
    this.loop.watch(this.loop.judge(0, [{ event }]).changes);
  }
}

describe('a label that was drawn for review', () => {
  it('enters the gold test in the order of its source, not of the answers', () => {
    const reviewed = new Reviewed();
    for (const id of ['a', 'b', 'c']) reviewed.label(id, 0);
    reviewed.gold('c', 1);
    reviewed.gold('b', 0);
    expect(reviewed.entered).toEqual({ goldLabels: 0, goldRight: 0, waiting: ['a', 'b', 'c'] });
    reviewed.gold('a', 0);
    expect(reviewed.entered).toEqual({ goldLabels: 3, goldRight: 2, waiting: [] });
  });

  it('is not gold when the reviewer cannot tell, and holds nobody up', () => {
    const reviewed = new Reviewed();
    for (const id of ['a', 'b']) reviewed.label(id, 0);
    reviewed.gold('b', 0);
    reviewed.review('a', 'unsure');
    expect(reviewed.entered).toEqual({ goldLabels: 1, goldRight: 1, waiting: [] });
    reviewed.gold('a', 1);
    expect(reviewed.entered.goldLabels).toBe(1);
  });

  it.each([
    ['its source gave so many labels', { reviewWaitLabels: 2 }, 0],
    ['so much time passed', { reviewWaitHours: 1 }, HOUR_MS],
  ])('is not gold once %s, whatever is answered later', (_, settings, ms) => {
    const reviewed = new Reviewed(settings);
    reviewed.label('a', 0);
    reviewed.after(ms);
    for (const id of ['b', 'c']) reviewed.label(id, 0);
    expect(reviewed.entered.waiting).toEqual(['b', 'c']);
    reviewed.gold('a', 1);
    expect(reviewed.entered.goldLabels).toBe(0);
  });

  it('may be answered anew while it waits, after the answer was taken back', () => {
    const reviewed = new Reviewed();
    for (const id of ['a', 'b']) reviewed.label(id, 0);
    reviewed.gold('b', 1);
    reviewed.review('b', 'undone');
    reviewed.gold('b', 0);
    reviewed.gold('a', 0);
    expect(reviewed.entered).toEqual({ goldLabels: 2, goldRight: 2, waiting: [] });
    reviewed.review('a', 'undone');
    reviewed.gold('a', 1);
    expect(reviewed.entered.goldLabels).toBe(2);
  });

  it('waits with the value that it has now, and not when it was taken back', () => {
    const reviewed = new Reviewed();
    for (const id of ['a', 'b']) reviewed.label(id, 0);
    reviewed.retract('a');
    reviewed.label('b', 2);
    reviewed.gold('b', 2);
    expect(reviewed.entered).toEqual({ goldLabels: 1, goldRight: 1, waiting: [] });
  });

  it('does not wait where the truth is known before the label comes, nor for a targeted review', () => {
    const reviewed = new Reviewed();
    reviewed.gold('a', 0, 'honeypot');
    reviewed.label('a', 0);
    reviewed.label('b', 0);
    reviewed.gold('b', 1, 'targeted');
    expect(reviewed.entered).toEqual({ goldLabels: 1, goldRight: 1, waiting: ['b'] });
  });
});

it('whatever the order of the answers, what enters is a prefix of the source’s labels', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  fc.assert(
    fc.property(fc.shuffledSubarray(ids), (answers) => {
      const reviewed = new Reviewed();
      for (const id of ids) reviewed.label(id, 0);
      for (const id of answers) reviewed.gold(id, 0);
      const first = ids.findIndex((id) => !answers.includes(id));
      expect(reviewed.entered.goldLabels).toBe(first < 0 ? ids.length : first);
    }),
  );
});

type Step = [kind: 'label' | 'retract' | 'gold' | 'undone' | 'unsure', exampleId: string, value: number];

it('whatever is undone, changed and taken back, a source is tested once on an example', () => {
  const kind = fc.constantFrom<Step[0]>('label', 'label', 'retract', 'gold', 'undone', 'unsure');
  const step = fc.tuple(kind, fc.constantFrom('a', 'b'), fc.nat(K - 1));
  const undone: Step[] = [['label', 'a', 0], ['gold', 'a', 0], ['undone', 'a', 0]]; // prettier-ignore
  const changed: Step[] = [...undone, ['label', 'a', 1], ['gold', 'a', 0]];
  const takenBack: Step[] = [...undone, ['retract', 'a', 0], ['gold', 'a', 0], ['label', 'a', 0]];
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const reviewed = new Reviewed();
      const [labeled, known, met] = [new Set<string>(), new Set<string>(), new Set<string>()];
      reviewed.label('z', 0);
      reviewed.review('z', 'unsure');
      for (const [kind, exampleId, value] of steps) {
        if (kind === 'label') labeled.add(exampleId);
        if (kind === 'retract') labeled.delete(exampleId);
        if (kind === 'gold') known.add(exampleId);
        if (kind === 'undone') known.delete(exampleId);
        if (kind === 'undone' || kind === 'unsure') reviewed.review(exampleId, kind);
        else reviewed[kind](exampleId, value);
        for (const id of labeled) if (known.has(id)) met.add(id);
      }
      expect(reviewed.entered.goldLabels).toBeLessThanOrEqual(met.size);
    }),
    { examples: [[changed], [takenBack]] },
  );
});
