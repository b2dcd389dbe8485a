import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInput, type Change, type Evidence, type GoldOrigin, type Verdict } from '#labels';
import { mostProbable, NoiseCounts, UNITS_PER_LABEL, unitsOf } from '#noise';
import { openAlarms } from './alarm-actions.js';
import type { NoiseHistory } from './noise-history.js';
import { CoreLoop, testProject, type CoreEvent } from './testing/core-loop.js';
import { TestEntryOracle } from './testing/test-entry-oracle.js';
import { SequenceGapError } from './watch-batch.js';

// What waits for a review is for gold-queue.spec.ts.
const projects = [
  testProject('a', 3, { accuracyLine: 0.8, settleAfterLabels: 1, settleWindow: 3, reviewShare: 0 }),
  testProject('b', 20, { accuracyLine: 0.6, alarmLevel: 0.4, settleAfterLabels: 2, reviewShare: 0 }),
];
const classCount = (project: string) => projects.find((p) => p.id === project)!.classes.length;

/** A step of a random history, in small numbers. */
interface Step {
  project: 'a' | 'b';
  example: number;
  source: number;
  kind: 'label' | 'retract' | 'gold' | 'review' | 'rescore';
  value: number;
  origin: GoldOrigin;
  version: number;
  evidence: number | null;
  atMs: number | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  project: fc.constantFrom('a' as const, 'a' as const, 'b' as const),
  example: fc.nat(3),
  source: fc.nat(3),
  kind: fc.constantFrom('label', 'label', 'label', 'label', 'retract', 'gold', 'gold', 'review', 'rescore'),
  value: fc.nat(2),
  origin: fc.constantFrom('honeypot', 'sampled', 'targeted'),
  version: fc.nat(4),
  evidence: fc.option(fc.nat(6)),
  atMs: fc.option(fc.nat(400)),
});
const batch = fc.record({ steps: fc.array(step, { maxLength: 8 }), refresh: fc.boolean(), partition: fc.nat(1) });
const history = fc.array(batch, { minLength: 1, maxLength: 14 });

/** Evidence that prefers one class, the more the higher the seed. */
function evidenceOf(seed: number, K: number): Evidence {
  const logs = Float32Array.from({ length: K }, (_, k) => (k === seed % K ? seed : -k / 10));
  const sum = logs.reduce((total, log) => total + Math.exp(log), 0);
  const normalised = logs.map((log) => log - Math.log(sum));
  return { model: normalised, prototype: normalised };
}

function eventOf(s: Step, partition: number): CoreEvent {
  const base = {
    project: s.project,
    exampleId: `e${partition}${s.example}`,
    ...(s.atMs !== null && { atMs: s.atMs }),
  };
  const evidence = s.evidence === null ? undefined : evidenceOf(s.evidence, classCount(s.project));
  const sourceId = `s${s.source}`;
  switch (s.kind) {
    case 'label':
      return {
        event: { ...base, kind: 'label', sourceId, label: s.value },
        ...(evidence && { scored: { evidence, modelVersion: s.version } }),
      };
    case 'retract':
      return { event: { ...base, kind: 'retract', sourceId } };
    case 'gold':
      return { event: { ...base, kind: 'gold', label: s.value, origin: s.origin } };
    case 'review':
      return { event: { ...base, kind: 'review', outcome: s.value > 0 ? 'undone' : 'unsure', reviewer: 'rita' } };
    case 'rescore':
      return {
        event: { ...base, kind: 'rescore', modelVersion: s.version, pass: s.version, ...(evidence && { evidence }) },
      };
  }
}

/** What WATCH must have counted, from JUDGE's states alone. */
function recount(loop: CoreLoop, project: string): { sources: Map<string, NoiseCounts>; pooled: NoiseCounts } {
  const sources = new Map<string, NoiseCounts>();
  const pooled = new NoiseCounts();
  for (const [key, { labels, mass }] of loop.examples) {
    if (!key.startsWith(`${project}/`)) continue;
    for (const { sourceId, given } of labels) {
      if (!sources.has(sourceId)) sources.set(sourceId, new NoiseCounts());
      sources.get(sourceId)!.update(mass!, given);
      pooled.update(mass!, given);
    }
  }
  return { sources, pooled };
}

function expectCountsExact(loop: CoreLoop): void {
  for (const { id } of projects) {
    const { sources, pooled } = recount(loop, id);
    const state = loop.projects.get(id);
    if (!state) continue;
    const labels = [...loop.examples].filter(([key]) => key.startsWith(`${id}/`)).flatMap(([, e]) => e.labels);
    expect(state.labels).toBe(labels.length);
    expect(state.pooled.toTriples()).toEqual(pooled.toTriples());
    expect(state.pooled.total).toBe(labels.length * UNITS_PER_LABEL);
    for (const [key, source] of loop.sources) {
      if (!key.startsWith(`${id}/`)) continue;
      const expected = sources.get(key.slice(id.length + 1)) ?? new NoiseCounts();
      expect(source.history.total().toTriples()).toEqual(expected.toTriples());
      expect(source.history.labels * UNITS_PER_LABEL).toBe(expected.total);
      expect(source.history.past.toTriples()).toEqual(pastOf(source.history).toTriples());
    }
    expectClassUnits(loop, id);
    expectBuckets(loop, id);
    expectHistory(loop, id);
  }
}

function pastOf({ buckets, pastEnd }: NoiseHistory): NoiseCounts {
  const past = new NoiseCounts();
  for (const { counts } of buckets.slice(0, Math.max(pastEnd, 0))) past.merge(counts);
  return past;
}

function expectClassUnits(loop: CoreLoop, project: string): void {
  const units = new Map<number, number>();
  let examples = 0;
  for (const [key, { mass }] of loop.examples) {
    if (!key.startsWith(`${project}/`) || !mass) continue;
    examples++;
    mass.classes.forEach((k, n) => units.set(k, (units.get(k) ?? 0) + mass.units[n]!));
  }
  const state = loop.projects.get(project)!;
  expect(new Map([...state.classUnits].sort())).toEqual(new Map([...units].sort()));
  expect(state.examples).toBe(examples);
}

/** Every label is counted in the bucket in which its time is looked up. */
function expectBuckets(loop: CoreLoop, project: string): void {
  for (const [key, source] of loop.sources) {
    if (!key.startsWith(`${project}/`)) continue;
    const perBucket = source.history.buckets.map(() => new NoiseCounts());
    for (const [exampleKey, { labels, mass }] of loop.examples) {
      if (!exampleKey.startsWith(`${project}/`)) continue;
      for (const l of labels.filter((label) => `${project}/${label.sourceId}` === key))
        perBucket[source.history.indexAt(l.atMs)]!.update(mass!, l.given);
    }
    expect(source.history.buckets.map((b) => b.counts.toTriples())).toEqual(perBucket.map((c) => c.toTriples()));
  }
}

/** The labels over time say what the current labels with their current posteriors say, in whole numbers. */
function expectHistory(loop: CoreLoop, project: string): void {
  const { history, alarmedSources } = loop.projects.get(project)!;
  const buckets = history.buckets();
  const recounted = buckets.map(({ fromMs, toMs }) => ({
    fromMs,
    toMs,
    labels: 0,
    right: 0,
    corrected: 0,
    suspects: 0,
  }));
  for (const [key, { labels, mass }] of loop.examples) {
    if (!key.startsWith(`${project}/`)) continue;
    for (const { atMs, given, published } of labels) {
      const bucket = recounted.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)!;
      bucket.labels++;
      bucket.right += unitsOf(mass, given);
      bucket.corrected += mostProbable(mass!).units;
      bucket.suspects += published.suspect ? 1 : 0;
    }
  }
  expect(buckets).toEqual(recounted);
  expect(history.total().right).toBe(loop.projects.get(project)!.pooled.correct);
  const sources = [...loop.sources].filter(([key]) => key.startsWith(`${project}/`));
  expect(alarmedSources).toBe(sources.filter(([, source]) => openAlarms(source).length > 0).length);
}

function expectContiguous(records: (Change | Verdict)[]): void {
  const last = new Map<string, number>();
  for (const { partition, project, seq } of records) {
    const key = `${partition}/${project}`;
    expect(seq).toBe((last.get(key) ?? 0) + 1);
    last.set(key, seq);
  }
}

function expectRedeliveryIgnored(loop: CoreLoop, changes: Change[]): void {
  const before = loop.watchBytes();
  expect(loop.watch(changes.slice(0, Math.ceil(changes.length / 2)))).toEqual([]);
  expect(loop.watch(changes)).toEqual([]);
  expect(loop.watchBytes()).toEqual(before);
  const last = changes.at(-1);
  if (!last) return;
  const taken = changes.filter((c) => c.partition === last.partition && c.project === last.project).length;
  expect(() => loop.watch([{ ...last, seq: taken + 2 }])).toThrow(SequenceGapError);
  expect(loop.watchBytes()).toEqual(before);
}

function expectTestEntries(loop: CoreLoop, project: string, oracle: TestEntryOracle): void {
  expect(new Set(oracle.model).size).toBe(oracle.model.length);
  expect(new Set(oracle.gold).size).toBe(oracle.gold.length);
  for (const [key, state] of loop.sources) {
    if (!key.startsWith(`${project}/`)) continue;
    const ofSource = (entries: string[]) => entries.filter((e) => `${project}/${e.split(' ')[0]}` === key).length;
    expect([key, state.model.labels]).toEqual([key, ofSource(oracle.model)]);
    expect([key, state.gold.labels]).toEqual([key, ofSource(oracle.gold)]);
  }
}

function live(batches: { steps: Step[]; refresh: boolean; partition: number }[]): void {
  const loops = [new CoreLoop(projects), new CoreLoop(projects, { throughBytes: true })];
  const oracles = new Map(projects.map((p) => [p.id, new TestEntryOracle(p)]));
  const changes: Change[] = [];
  const verdicts: Verdict[] = [];
  const expectedVerdicts: string[] = [];
  for (const { steps, refresh, partition } of batches) {
    const events = steps.map((s) => eventOf(s, partition));
    const [inMemory, throughBytes] = loops.map((loop) => {
      const judged = structuredClone(loop.judge(partition, events));
      const alerts = loop.watch(judged.changes);
      if (refresh) loop.refresh();
      return { ...judged, alerts };
    });
    expect(throughBytes).toEqual(inMemory);
    changes.push(...inMemory!.changes);
    verdicts.push(...inMemory!.verdicts);
    for (const { event } of events) {
      oracles.get(event.project)!.take(event);
      if (event.kind === 'label') expectedVerdicts.push(`${event.exampleId} ${event.sourceId} ${event.label}`);
    }
    expectCountsExact(loops[0]!);
    expectRedeliveryIgnored(loops[0]!, changes);
  }
  expectContiguous(changes);
  expectContiguous(verdicts);
  const first = verdicts.filter((v) => v.cause === 'label');
  expect(first.map((v) => `${v.exampleId} ${v.sourceId} ${v.label}`)).toEqual(expectedVerdicts);
  expect(loops[1]!.watchBytes()).toEqual(loops[0]!.watchBytes());
  expect(loops[1]!.judgeBytes()).toEqual(loops[0]!.judgeBytes());
  for (const { id } of projects) expectTestEntries(loops[0]!, id, oracles.get(id)!);
}

// The limit is for a machine that does other things too.
describe('JUDGE and WATCH over random histories', { timeout: 60_000 }, () => {
  it('keep every invariant after every batch, in memory and through bytes alike', () => {
    fc.assert(
      fc.property(history, (batches) => void live(batches)),
      { numRuns: 60 },
    );
  });

  it('say the same again for a batch that is repeated from the same state', () => {
    fc.assert(
      fc.property(history, (batches) => {
        const [first, again] = [new CoreLoop(projects), new CoreLoop(projects)];
        for (const { steps, partition } of batches) {
          const events = steps.map((s) => eventOf(s, partition));
          expect(JSON.stringify(again.judge(partition, events))).toBe(JSON.stringify(first.judge(partition, events)));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('refuse a class that the project has not, and leave no trace', () => {
    fc.assert(
      fc.property(history, step, fc.constantFrom(3, -1, 1.5, 'x'), (batches, s, label) => {
        const loop = new CoreLoop(projects);
        for (const { steps, partition } of batches)
          loop.watch(loop.judge(partition, steps.map((one) => eventOf(one, partition))).changes); // prettier-ignore
        const before = [...loop.judgeBytes(), ...loop.watchBytes()];
        const { event } = eventOf({ ...s, project: 'a', kind: s.kind === 'gold' ? 'gold' : 'label', example: 0 }, 0);
        loop.examples.set('a/e00', loop.examples.get('a/e00') ?? { labels: [], retracted: [], modelVersion: 0, pass: 0, forecast: false }); // prettier-ignore
        const known = [...loop.judgeBytes(), ...loop.watchBytes()];
        expect(() => loop.judge(0, [{ event: { ...event, label } as typeof event }])).toThrow(InvalidInput);
        expect([...loop.judgeBytes(), ...loop.watchBytes()]).toEqual(known);
        expect(known.length - before.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });
});
