import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeBatch, newExampleState, type ExampleState } from '#judge';
import { defaultProjectSettings, type Change, type LabelingEvent, type Mass, type Project } from '#labels';
import { defaultPosteriorSettings, unitsOf, UNITS_PER_LABEL } from '#noise';
import { decodeReviewEntry, decodeReviewTally, encodeReviewEntry, encodeReviewTally } from './review-codec.js';
import { newReviewTally, type ReviewEntry } from './review-entry.js';
import { defaultReviewLimits, ReviewQueue, type ReviewLimits } from './review-queue.js';

const K = 3;
const HOUR = 3_600_000;
const project: Project = {
  id: 'p',
  classes: ['a', 'b', 'c'],
  labelsAs: 'index',
  featureType: 'float32',
  settings: { ...defaultProjectSettings, reviewShare: 0.4, reviewWaitHours: 10_000 },
  createdAtMs: 0,
};
const noise = {
  classPrior: Float64Array.of(0.5, 0.3, 0.2),
  typicalOthers: 2,
  votes: () => true,
  column: (sourceId: string, given: number) => {
    const right = 0.55 + 0.09 * Number(sourceId.slice(1));
    return Float64Array.from({ length: K }, (_, i) => (i === given ? right : (1 - right) / (K - 1)));
  },
};
const context = { project, noise, posterior: defaultPosteriorSettings };
const ids = Array.from({ length: 12 }, (_, n) => `e${n}`);
const closeness = (sourceId: string) => Number(sourceId.slice(1)) / 4;

type Step = { example: number; hours: number } & (
  | { kind: 'label'; source: number; label: number }
  | { kind: 'retract'; source: number }
  | { kind: 'gold'; label: number }
  | { kind: 'unsure' | 'undone' }
);

const place = { example: fc.nat(11), hours: fc.nat(40) };
const label = fc.record({ kind: fc.constant('label' as const), ...place, source: fc.nat(3), label: fc.nat(K - 1) });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: label },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('retract' as const), ...place, source: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('gold' as const), ...place, label: fc.nat(K - 1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('unsure' as const, 'undone' as const), ...place }) },
);
const anySteps = fc.array(anyStep, { maxLength: 120 });

function eventOf(step: Step): LabelingEvent {
  const base = { project: 'p', exampleId: `e${step.example}`, atMs: step.hours * HOUR };
  switch (step.kind) {
    case 'label':
      return { kind: 'label', ...base, sourceId: `s${step.source}`, label: step.label };
    case 'retract':
      return { kind: 'retract', ...base, sourceId: `s${step.source}` };
    case 'gold':
      return { kind: 'gold', ...base, label: step.label, origin: 'sampled' };
    default:
      return { kind: 'review', ...base, outcome: step.kind, reviewer: 'eve' };
  }
}

/** JUDGE on its own: the changes of each step, and its states. */
class Judge {
  readonly states = new Map<string, ExampleState>();
  private readonly sequences = { change: 0, verdict: 0 };

  take(step: Step): Change[] {
    const event = eventOf(step);
    const state = this.states.get(event.exampleId) ?? newExampleState();
    this.states.set(event.exampleId, state);
    return judgeBatch(0, [{ event, state, context, offset: 0, timestampMs: 0 }], () => this.sequences).changes;
  }
}

const limits = (limit: Partial<ReviewLimits>): ReviewLimits => ({ ...defaultReviewLimits, ...limit });
/** What a ledger would hold: written at each commit, read at each start. */
class Kept {
  readonly entries = new Map<string, Uint8Array>();
  tally = encodeReviewTally(newReviewTally());

  write(queue: ReviewQueue): void {
    for (const [id, entry] of queue.written()) {
      if (entry) this.entries.set(id, encodeReviewEntry(entry));
      else expect(this.entries.delete(id)).toBe(true);
    }
    this.tally = encodeReviewTally(queue.tally);
    queue.settle();
  }

  read(limit?: ReviewLimits): ReviewQueue {
    const entries = [...this.entries].map(([id, bytes]) => [id, decodeReviewEntry(bytes)] as [string, ReviewEntry]);
    return new ReviewQueue(decodeReviewTally(this.tally), entries.reverse(), limit);
  }
}

describe('the review queue', () => {
  it('is what JUDGE’s examples and the unsure reviews say, whatever came before', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const [judge, queue, memory] = [new Judge(), new ReviewQueue(), new Memory()];
        for (const change of steps.flatMap((step) => judge.take(step).map((c) => memory.note(c)))) {
          queue.take(change, project.settings, closeness);
        }
        for (const [id, state] of judge.states) {
          const wanted = memory.expected(id, state);
          if (wanted) expect(queue.get(id)).toMatchObject(wanted);
          else expect(queue.get(id)).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same through its bytes, and after batches that were dropped', () => {
    const batches = fc.array(fc.tuple(anySteps, fc.boolean(), fc.boolean()), { maxLength: 5 });
    fc.assert(
      fc.property(batches, fc.integer({ min: 1, max: 6 }), (parts, most) => {
        const bounds = limits({ targeted: most, sampled: most, aside: 2 });
        const [judge, kept, straight] = [new Judge(), new Kept(), new ReviewQueue(undefined, undefined, bounds)];
        let queue = kept.read(bounds);
        for (const [steps, dropped, restarted] of parts) {
          const changes = steps.flatMap((step) => judge.take(step));
          takeAll(straight, changes);
          if (dropped) takeAll(queue, changes);
          if (dropped || restarted) queue = kept.read(bounds);
          takeAll(queue, changes);
          kept.write(queue);
        }
        expect(contentOf(queue)).toEqual(contentOf(straight));
        expect(contentOf(kept.read(bounds))).toEqual(contentOf(straight));
        expect(queue.tally).toEqual(straight.tally);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the most valuable and the youngest, as sorting all of it after each change would', () => {
    fc.assert(
      fc.property(anySteps, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 60 }), (steps, most, hours) => {
        const bounds = limits({ targeted: most, sampled: most });
        const [judge, queue] = [new Judge(), new ReviewQueue(undefined, undefined, bounds)];
        let sorted: Content = [];
        for (const change of steps.flatMap((step) => judge.take(step))) {
          const unbounded = new ReviewQueue(undefined, sorted);
          takeAll(unbounded, [change]);
          sorted = cut(contentOf(unbounded), bounds, change.atMs - hours * HOUR);
          takeAll(queue, [change], hours);
          expect(withoutTurns(contentOf(queue))).toEqual(withoutTurns(sorted));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('accounts for all that was drawn: none leaves it silently', () => {
    fc.assert(
      fc.property(anySteps, fc.integer({ min: 1, max: 60 }), (steps, hours) => {
        const [judge, queue] = [new Judge(), new ReviewQueue(undefined, undefined, limits({ sampled: 3 }))];
        for (const change of steps.flatMap((step) => judge.take(step))) takeAll(queue, [change], hours);
        const waiting = contentOf(queue).filter(([, entry]) => entry.lane === 'sampled').length;
        const { drawn, answered, unsure, expired, withdrawn } = queue.tally.sampled;
        expect(queue.tally.sampled.waiting).toBe(waiting);
        expect(drawn).toBe(waiting + answered + unsure + expired + withdrawn);
      }),
      { numRuns: 150 },
    );
  });
});

type Content = [exampleId: string, ReviewEntry][];

function contentOf(queue: ReviewQueue): Content {
  return ids.flatMap((id) => (queue.get(id) ? [[id, queue.get(id)!] as [string, ReviewEntry]] : []));
}

function takeAll(queue: ReviewQueue, changes: Change[], reviewWaitHours = 10_000): void {
  for (const change of changes) queue.take(change, { ...project.settings, reviewWaitHours }, closeness);
}

function cut(content: Content, most: ReviewLimits, expiredMs: number): Content {
  const alive = content.filter(([, entry]) => entry.lane !== 'sampled' || entry.sinceMs > expiredMs);
  const key = ([, entry]: Content[number]) => (entry.lane === 'targeted' ? entry.value : entry.sinceMs);
  const best = (['sampled', 'targeted', 'aside'] as const).flatMap((lane) => {
    const own = alive.filter(([, entry]) => entry.lane === lane);
    return own.sort((a, b) => key(b) - key(a) || (a[0] < b[0] ? 1 : -1)).slice(0, most[lane]);
  });
  return best.sort((a, b) => ids.indexOf(a[0]) - ids.indexOf(b[0]));
}

function withoutTurns(content: Content): unknown[] {
  return content.map(([id, entry]) => [id, { ...entry, turn: 0 }]);
}

/** The reviews of each example that a from-scratch reading of JUDGE's states does not have. */
class Memory {
  /** How an example looked when a reviewer could not tell; while it looks the same. */
  private readonly unsure = new Map<string, string>();
  /** Drawn examples that have left the sample for good. */
  private readonly left = new Set<string>();

  note(change: Change): Change {
    const { exampleId, review, after, gold } = change;
    const looks = JSON.stringify([change.labels.flatMap((l) => (l.effect === 'removed' ? [] : [`${l.sourceId} ${l.given}`])).sort(), best(after)]); // prettier-ignore
    if (review === 'undone' || !after) this.left.delete(exampleId);
    if (review === 'undone' || !after || gold !== undefined) this.unsure.delete(exampleId);
    else if (review === 'unsure') this.unsure.set(exampleId, looks);
    else if (this.unsure.get(exampleId) !== looks) this.unsure.delete(exampleId);
    if (review === 'unsure' && after && gold === undefined) this.left.add(exampleId);
    return change;
  }

  expected(id: string, { labels, gold, mass, sampledWith }: ExampleState): object | undefined {
    if (labels.length === 0 || gold) return undefined;
    if (this.unsure.has(id)) return { lane: 'aside' };
    if (sampledWith && !this.left.has(id)) return { lane: 'sampled', probability: sampledWith };
    const wrong = labels.map((l) => [1 - unitsOf(mass, l.given) / UNITS_PER_LABEL, closeness(l.sourceId)] as const);
    const value = wrong.reduce((sum, [w, c]) => sum + w + 4 * w * (1 - w) * c, 0);
    return value < 0.05 ? undefined : { lane: 'targeted', value: expect.closeTo(value, 2) };
  }
}

function best(mass: Mass | undefined): number | undefined {
  return mass?.classes[mass.units.indexOf(Math.max(...mass.units))];
}
