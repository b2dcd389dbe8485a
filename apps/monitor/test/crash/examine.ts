import { expect } from 'vitest';
import { decodeExampleState, type ExampleState } from '#judge';
import { alarmActionHeader, decodeAlert, decodeChange, decodeVerdict, type Change, type Project } from '#labels';
import type { Ledger } from '#ledger';
import { mostProbable, NoiseCounts, UNITS_PER_LABEL, unitsOf } from '#noise';
import { groups, watchScope } from '#pipeline';
import { scopeOf } from '#runner';
import type { Log, Topic } from '#stream';
import { decodeProjectState, decodeSourceState, openAlarms, type SourceState } from '#watch';
import { examineAlarms, type Transition } from './examine-alarms.js';
import { examineReviews } from './examine-reviews.js';
import { recompute, type Expected } from './oracle.js';
import { entries, readDeadLetters, readOutputs, readTopic } from './read-remains.js';

/** A log and a ledger, open, with nobody at work on them, or all of it done. */
export interface Remains {
  ledger: Ledger;
  log: Log;
  project: Project;
}

export interface Findings {
  expected: Expected;
  labels: number;
  verdicts: number;
  /** Outputs that are in the logs more than once. */
  repeated: number;
  /** Of alarms, in order, by `source/slot`. */
  transitions: Map<string, Transition[]>;
  /** Labels that entered tests on gold. */
  goldLabels: number;
  deadLetters: number;
}

/**
 * Holds what the service left against what the events alone say: nothing lost, nothing counted twice, outputs whole and
 * in order, repeats the same to the byte.
 */
export async function examine({ ledger, log, project }: Remains, stages: string[]): Promise<Findings> {
  await expectAllHandled(ledger, log, stages);
  const events = await readTopic(log, 'events');
  const partitionOf = (key: string) => log.partitionOf('events', key);
  const expected = recompute(project, events, partitionOf);
  const states = await readExamples(ledger, log, project);
  expect(labelsOf(states)).toEqual(withoutEmpty(expected.current));
  expect(await readTexts(ledger, log, project)).toEqual(expected.firstText);
  const sources = await readSources(ledger, log, project);
  await expectCounts({ ledger, log, project }, states, sources, expected);

  const verdicts = await readOutputs(log, 'verdicts', (r) => decodeVerdict(r.value, project));
  for (const [partition, owed] of expected.labelEvents.entries()) {
    const answers = verdicts.all.filter((v) => v.partition === partition && v.cause === 'label');
    expect(answers.map((v) => `${v.exampleId}/${v.sourceId}/${v.label}`)).toEqual(owed);
  }
  const isAction = (headers: Record<string, string>) => headers['record'] === alarmActionHeader.record;
  const changes = await readOutputs(log, 'changes', (r) => (isAction(r.headers) ? undefined : decodeChange(r.value)));
  expectChangesMakeCounts(changes.all, states, expected);
  const alerts = await readOutputs(log, 'alerts', (r) => decodeAlert(r.value, project));
  const transitions = examineAlarms(alerts.all, sources);
  const goldLabels = await examineReviews({ ledger, log, project }, states, sources, expected);
  const letters = await readDeadLetters(log);
  expect(letters.all).toBe(expected.deadLetters);
  return {
    expected,
    labels: [...states.values()].reduce((sum, s) => sum + s.labels.length, 0),
    verdicts: verdicts.all.length,
    repeated: verdicts.repeated + changes.repeated + alerts.repeated + letters.repeated,
    transitions,
    goldLabels,
    deadLetters: letters.all,
  };
}

/** Positions at the end of the logs, nothing owed. */
async function expectAllHandled(ledger: Ledger, log: Log, stages: string[]): Promise<void> {
  for (const stage of stages) {
    const topic: Topic = stage === 'watch' ? 'changes' : 'events';
    for (let partition = 0; partition < log.partitions(topic); partition++) {
      const { position, lastOutput, forgotten } = await ledger.head(scopeOf(stage, partition));
      const owes = lastOutput - forgotten;
      expect({ stage, partition, position, owes }).toEqual({
        stage,
        partition,
        position: await log.end(topic, partition),
        owes: 0,
      });
    }
  }
}

async function readExamples(ledger: Ledger, log: Log, project: Project): Promise<Map<string, ExampleState>> {
  const states = new Map<string, ExampleState>();
  for (let partition = 0; partition < log.partitions('events'); partition++) {
    for await (const [id, value] of entries(ledger, scopeOf('judge', partition), groups.examples(project.id))) {
      expect(log.partitionOf('events', `${project.id}/${id}`)).toBe(partition);
      states.set(id, decodeExampleState(value));
    }
  }
  return states;
}

/** What is kept so that people can be shown it. */
async function readTexts(ledger: Ledger, log: Log, project: Project): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (let partition = 0; partition < log.partitions('events'); partition++) {
    for await (const [id, value] of entries(ledger, scopeOf('judge', partition), groups.shown('text', project.id)))
      texts.set(id, Buffer.from(value).toString('utf8'));
  }
  return texts;
}

async function readSources(ledger: Ledger, log: Log, project: Project): Promise<Map<string, SourceState>> {
  const sources = new Map<string, SourceState>();
  const scope = watchScope(log, project.id);
  for await (const [id, value] of entries(ledger, scope, groups.sources(project.id)))
    sources.set(id, decodeSourceState(value));
  return sources;
}

function labelsOf(states: Map<string, ExampleState>): Map<string, Map<string, number>> {
  return withoutEmpty(new Map([...states].map(([id, s]) => [id, new Map(s.labels.map((l) => [l.sourceId, l.given]))])));
}

function withoutEmpty<T>(current: Map<string, Map<string, T>>): Map<string, Map<string, T>> {
  return new Map([...current].filter(([, labels]) => labels.size > 0));
}

/** WATCH's counts = the sum over current labels of their example's posterior; 65536 units a label. */
async function expectCounts(
  { ledger, log, project }: Remains,
  states: Map<string, ExampleState>,
  sources: Map<string, SourceState>,
  expected: Expected,
): Promise<void> {
  const counts = new Map<string, NoiseCounts>();
  const pooled = new NoiseCounts();
  const classUnits = new Map<number, number>();
  let labels = 0;
  let examples = 0;
  for (const { labels: own, mass } of states.values()) {
    expect(mass !== undefined).toBe(own.length > 0);
    if (!mass) continue;
    examples++;
    mass.classes.forEach((k, n) => classUnits.set(k, (classUnits.get(k) ?? 0) + mass.units[n]!));
    for (const { sourceId, given } of own) {
      labels++;
      counts.set(sourceId, counts.get(sourceId) ?? new NoiseCounts());
      counts.get(sourceId)!.update(mass, given);
      pooled.update(mass, given);
    }
  }
  const scope = watchScope(log, project.id);
  const [bytes] = await ledger.load(scope, [{ group: groups.projects, id: project.id }]);
  const state = decodeProjectState(bytes!);
  expect({ labels: state.labels, examples: state.examples, sources: state.sources }).toEqual({
    labels,
    examples,
    sources: expected.given.size,
  });
  expect(state.openAlarms).toEqual(openAlarmsOf(sources));
  expect(state.pooled.toTriples()).toEqual(pooled.toTriples());
  expect(state.pooled.total).toBe(labels * UNITS_PER_LABEL);
  expect(state.classUnits).toEqual(classUnits);
  expect(state.history.total()).toEqual(sumsOf(states.values()));
  expect(state.alarmedSources).toBe([...sources.values()].filter((s) => openAlarms(s).length > 0).length);
  for (const [id, source] of sources) {
    const own = counts.get(id) ?? new NoiseCounts();
    expect(source.history.total().toTriples(), id).toEqual(own.toTriples());
    expect(source.history.labels * UNITS_PER_LABEL, id).toBe(own.total);
  }
  expect(new Map([...sources].map(([id, s]) => [id, s.given]))).toEqual(expected.given);
}

/** What the current labels and their current posteriors make of the project's labels over time. */
function sumsOf(states: Iterable<ExampleState>) {
  const sums = { labels: 0, right: 0, corrected: 0, suspects: 0 };
  for (const { labels, mass } of states) {
    for (const { given, published } of labels) {
      sums.labels++;
      sums.right += unitsOf(mass, given);
      sums.corrected += mostProbable(mass!).units;
      sums.suspects += published.suspect ? 1 : 0;
    }
  }
  return sums;
}

function openAlarmsOf(sources: Map<string, SourceState>): Map<string, number> {
  const open = new Map<string, number>();
  for (const source of sources.values())
    for (const { kind, evidence } of openAlarms(source))
      open.set(`${kind}/${evidence}`, (open.get(`${kind}/${evidence}`) ?? 0) + 1);
  return open;
}

/** Every label came and went once: what the changes add up to is what stands. */
function expectChangesMakeCounts(changes: Change[], states: Map<string, ExampleState>, { given }: Expected): void {
  const added = new Map<string, number>();
  const mass = new Map<string, Change['after']>();
  for (const change of changes) {
    expect(change.before).toEqual(mass.get(change.exampleId));
    mass.set(change.exampleId, change.after);
    for (const { effect, sourceId } of change.labels) {
      if (effect === 'added') added.set(sourceId, (added.get(sourceId) ?? 0) + 1);
    }
  }
  expect(added).toEqual(given);
  for (const [id, state] of states) expect(mass.get(id)).toEqual(state.mass);
}

/** Where every stage of every partition stands, to see that it never goes back. */
export async function positions(ledger: Ledger, partitions: number): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const stage of ['judge', 'watch', 'train']) {
    for (let partition = 0; partition < partitions; partition++) {
      const scope = scopeOf(stage, partition);
      found.set(scope, (await ledger.head(scope)).position);
    }
  }
  return found;
}

export function expectNoneBack(before: Map<string, number>, now: Map<string, number>): void {
  for (const [scope, position] of before) expect(now.get(scope)!, scope).toBeGreaterThanOrEqual(position);
}
