import type { Alert, Change, ChangedLabel, Project } from '#labels';
import { type NoiseCounts, pointMass, sameMass, UNITS_PER_LABEL } from '#noise';
import { moveClassUnits, typicalAccuracy, type ProjectState } from './project-state.js';
import type { AlarmRecord, SourceState } from './source-state.js';
import { testDrift, testLabel, type TestContext, type TestedLabel, type Transition } from './source-tests.js';

/** Alarm records kept per source. */
const MAX_RECORDS = 50;

/** Changes of a project that are missing between the last taken and the next: nothing may be counted beyond it. */
export class SequenceGapError extends Error {
  override readonly name = 'SequenceGapError';
  constructor(change: Change, taken: number) {
    super(
      `changes of project "${change.project}" from JUDGE partition ${change.partition}: ` +
        `${change.seq} follows ${taken}; ${change.seq - taken - 1} are missing`,
    );
  }
}

export interface WatchStates {
  project(project: string): ProjectState;
  source(project: string, sourceId: string): SourceState;
  settings(project: string): Project;
}

/**
 * WATCH: counts, tests and alerts for the changes of one partition, in order. Moves the states in place; the caller
 * commits them with the alerts or drops them all. A change that was taken before is dropped.
 *
 * @param partition of the changes log; part of an alert's name
 * @throws SequenceGapError
 */
export function watchBatch(partition: number, changes: Change[], states: WatchStates): Alert[] {
  const alerts: Alert[] = [];
  for (const change of changes) {
    const project = states.project(change.project);
    const taken = project.taken.get(change.partition) ?? 0;
    if (change.seq <= taken) continue;
    if (change.seq > taken + 1) throw new SequenceGapError(change, taken);
    project.taken.set(change.partition, change.seq);
    watchChange(partition, change, project, states, alerts);
  }
  return alerts;
}

function watchChange(
  partition: number,
  change: Change,
  project: ProjectState,
  states: WatchStates,
  alerts: Alert[],
): void {
  const { settings, classes } = states.settings(change.project);
  const context: TestContext = { project, settings, classCount: classes.length, atMs: change.atMs };
  moveClassUnits(project, change.before, change.after);
  for (const label of change.labels) {
    const source = states.source(change.project, label.sourceId);
    count(change, label, source, project);
  }
  for (const label of change.labels) {
    const source = states.source(change.project, label.sourceId);
    for (const transition of test(change, label, source, context)) {
      const alert = alertOf(partition, change, label.sourceId, source, project, transition);
      alerts.push(alert);
      remember(source, alert);
    }
  }
}

/** `C_s[i][given] += after[i] - before[i]`, in the bucket of the label's own time. */
function count(change: Change, label: ChangedLabel, source: SourceState, project: ProjectState): void {
  const { before, after } = change;
  const { atMs, given, effect } = label;
  if (effect === 'added') {
    if (source.given === 0) {
      project.sources++;
      source.firstMs = atMs;
    }
    source.given++;
    source.lastMs = Math.max(source.lastMs, atMs);
    project.labels++;
    source.history.add(atMs, given, after!);
    project.pooled.update(after!, given);
  } else if (effect === 'removed') {
    project.labels--;
    source.history.remove(atMs, given, before!);
    project.pooled.revert(before!, given);
  } else if (!sameMass(before, after)) {
    source.history.move(atMs, given, before!, after!);
    project.pooled.revert(before!, given);
    project.pooled.update(after!, given);
  }
}

/** Takes the label into the tests that it enters with this change. */
function test(change: Change, label: ChangedLabel, source: SourceState, context: TestContext): Transition[] {
  const entering = settle(change, label, source, context.settings.settleWindow);
  const transitions = entering.flatMap((l) => [testLabel(source.model, l, context), testDrift(source, l, context)]);
  if (label.gold !== undefined) {
    transitions.push(testLabel(source.gold, { given: label.given, belief: pointMass(label.gold) }, context));
  }
  return transitions.filter((t) => t !== undefined);
}

/**
 * Keeps the label pending until it settles, and hands out what settles now: this label when its example says so, and
 * the source's oldest when it has given `settleWindow` labels since. A label that replaces one that has entered already
 * does not enter again.
 */
function settle(change: Change, label: ChangedLabel, source: SourceState, settleWindow: number): TestedLabel[] {
  const settled = settleOrKeep(change, label, source);
  const due = label.effect === 'added' ? expired(source, settleWindow) : [];
  return settled ? [...due, settled] : due;
}

/** @returns the label, when its example says that it settles now */
function settleOrKeep(change: Change, label: ChangedLabel, source: SourceState): TestedLabel | undefined {
  const { exampleId } = change;
  const index = source.pending.findIndex((p) => p.exampleId === exampleId);
  const pending = index < 0 ? undefined : source.pending[index];
  if (label.effect === 'removed') {
    const replaced = change.labels.some((l) => l.effect === 'added' && l.sourceId === label.sourceId);
    if (pending && !replaced) source.pending.splice(index, 1);
    return undefined;
  }
  const replaces = change.labels.some((l) => l.effect === 'removed' && l.sourceId === label.sourceId);
  const enters = pending !== undefined || (label.effect === 'added' && !replaces);
  const { given, belief } = label;
  if (!enters || (!belief && !label.settled)) return undefined;
  if (label.settled && pending) source.pending.splice(index, 1);
  if (label.settled) return belief && { given, belief };
  if (pending) Object.assign(pending, { given, belief });
  else source.pending.push({ exampleId, given, belief: belief!, rank: source.given });
  return undefined;
}

function expired(source: SourceState, settleWindow: number): TestedLabel[] {
  const out: TestedLabel[] = [];
  while (source.pending.length > 0 && source.given - source.pending[0]!.rank >= settleWindow) {
    out.push(source.pending.shift()!);
  }
  return out;
}

function alertOf(
  partition: number,
  change: Change,
  sourceId: string,
  source: SourceState,
  project: ProjectState,
  transition: Transition,
): Alert {
  const counts = source.history.total();
  const { correct, total } = counts;
  const accuracy = (correct + 4 * UNITS_PER_LABEL * typicalAccuracy(project)) / (total + 4 * UNITS_PER_LABEL);
  return {
    project: change.project,
    sourceId,
    ...transition,
    ...givenInstead(counts, transition.trueClass),
    accuracy,
    partition,
    seq: ++project.alertSeq,
    offset: change.offset,
    atMs: change.atMs,
  };
}

/** The class that the source most often gives instead of the confused one. */
function givenInstead(counts: NoiseCounts, trueClass: number | undefined): Pick<Alert, 'givenClass'> {
  if (trueClass === undefined) return {};
  let most = 0;
  let givenClass: number | undefined;
  for (const [i, j, units] of counts.entries()) {
    if (i === trueClass && j !== i && units > most) [most, givenClass] = [units, j];
  }
  return givenClass === undefined ? {} : { givenClass };
}

function remember(source: SourceState, alert: Alert): void {
  const { kind, state, evidence, atMs, offset, labels, accuracy } = alert;
  const record: AlarmRecord = { kind, state, evidence, atMs, offset, labels, accuracy };
  source.records.push(record);
  if (source.records.length > MAX_RECORDS) source.records.shift();
}
