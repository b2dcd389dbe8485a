import type { AlarmAction, Alert, Change, ChangedLabel, Project, SourceAction } from '#labels';
import { pointMass, sameMass } from '#noise';
import { actOnAlarm, hasOpenAlarm } from './alarm-actions.js';
import { alertOf, calibrationAlert, pauseAlert, remember } from './alert-of.js';
import { testCalibration } from './calibration.js';
import { testCopying } from './copying-test.js';
import { testDrift } from './drift-test.js';
import { takeGold } from './gold-queue.js';
import { moveClassUnits, type ProjectState } from './project-state.js';
import { closenessOf } from './review-closeness.js';
import type { ReviewQueue } from './review-queue.js';
import { settle } from './settle.js';
import { actOnSource } from './source-actions.js';
import { testLabel } from './source-tests.js';
import type { SourceState } from './source-state.js';
import type { TestContext, Transition } from './test-context.js';

/** What WATCH reads: what JUDGE says of one event, or a person's word on an alarm or a source. */
export type WatchInput = Change | AlarmAction | SourceAction;

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
  reviews(project: string): ReviewQueue;
}

/**
 * WATCH: counts, tests and alerts for the records of one partition, in order. Moves the states in place; the caller commits
 * them with the alerts or drops them all. A change that was taken before is dropped; an action that comes twice has no effect.
 *
 * @param partition of the changes log; part of an alert's name
 * @throws SequenceGapError
 */
export function watchBatch(partition: number, inputs: WatchInput[], states: WatchStates): Alert[] {
  const alerts: Alert[] = [];
  for (const input of inputs) {
    if ('slot' in input) alerts.push(...watchAlarmAction(partition, input, states));
    else if ('action' in input) alerts.push(...watchSourceAction(partition, input, states));
    else alerts.push(...watchChange(partition, input, states));
  }
  return alerts;
}

function watchAlarmAction(partition: number, action: AlarmAction, states: WatchStates): Alert[] {
  const context = contextOf(action, states);
  const { source, project, settings } = context;
  const transition = countingAlarmed(source, project, () => actOnAlarm(source, action, settings));
  if (!transition) return [];
  const place = { project: action.project, sourceId: action.sourceId, partition, offset: 0 };
  return [remember(source, alertOf(place, transition, context))];
}

function watchSourceAction(partition: number, action: SourceAction, states: WatchStates): Alert[] {
  const context = contextOf(action, states);
  const said = actOnSource(context.source, action);
  if (!said) return [];
  const place = { project: action.project, sourceId: action.sourceId, partition, offset: 0 };
  return [remember(context.source, pauseAlert(place, said, context))];
}

function contextOf(action: AlarmAction | SourceAction, states: WatchStates): TestContext {
  const { settings, classes } = states.settings(action.project);
  return {
    project: states.project(action.project),
    source: states.source(action.project, action.sourceId),
    settings,
    classCount: classes.length,
    atMs: action.atMs,
  };
}

/** Keeps the number of sources that have an open alarm. */
function countingAlarmed<T>(source: SourceState, project: ProjectState, act: () => T): T {
  const before = hasOpenAlarm(source);
  const result = act();
  project.alarmedSources += Number(hasOpenAlarm(source)) - Number(before);
  return result;
}

function watchChange(partition: number, change: Change, states: WatchStates): Alert[] {
  const project = states.project(change.project);
  const taken = project.taken.get(change.partition) ?? 0;
  if (change.seq <= taken) return [];
  if (change.seq > taken + 1) throw new SequenceGapError(change, taken);
  project.taken.set(change.partition, change.seq);
  const { settings, classes } = states.settings(change.project);
  const shared = { project, settings, classCount: classes.length, atMs: change.atMs };
  const place = { project: change.project, partition, offset: change.offset };
  moveClassUnits(project, change.before, change.after);
  for (const label of change.labels) count(change, label, states.source(change.project, label.sourceId), project);
  const alerts: Alert[] = [];
  const calibration =
    change.forecast && testCalibration(project.calibration, change.forecast, classes.length, change.atMs);
  if (calibration) alerts.push(calibrationAlert(place, calibration, project, change.atMs));
  for (const label of change.labels) {
    const { sourceId } = label;
    const source = states.source(change.project, sourceId);
    const context: TestContext = { ...shared, source };
    for (const transition of countingAlarmed(source, project, () => test(change, label, context))) {
      alerts.push(remember(source, alertOf({ ...place, sourceId }, transition, context)));
    }
  }
  const closeness = (id: string) => closenessOf(states.source(change.project, id), settings);
  states.reviews(change.project).take(change, settings, closeness);
  return alerts;
}

/** `C_s[i][given] += after[i] - before[i]`, in the bucket of the label's own time. */
function count(change: Change, label: ChangedLabel, source: SourceState, project: ProjectState): void {
  const { before, after } = change;
  const { atMs, given, effect } = label;
  project.history.count(label, before, after);
  if (effect === 'added') {
    if (source.given === 0) {
      project.sources++;
      source.firstMs = atMs;
    }
    source.given++;
    source.lastMs = Math.max(source.lastMs, atMs);
    if (label.durationMs !== undefined) {
      source.durations.update(label.durationMs);
      project.durations.update(label.durationMs);
    }
    project.labels++;
    source.history.add(atMs, given, after!);
    project.pooled.update(after!, given);
  } else if (effect === 'removed') {
    project.labels--;
    source.history.remove(atMs, given, before!);
    project.pooled.revert(before!, given);
  } else if (!sameMass(before, after)) {
    source.history.move(atMs, given, before!, after!);
    project.pooled.move(before!, after!, given);
  }
}

/** Takes the label into the tests that it enters with this change. */
function test(change: Change, label: ChangedLabel, context: TestContext): Transition[] {
  const { source, settings } = context;
  const entering = settle(change, label, source, settings.settleWindow);
  const transitions = entering.flatMap((l) => [testLabel(source.model, l, context), testDrift(l, context)]);
  for (const { given, truth } of takeGold(change, label, source, settings)) {
    source.goldLabels++;
    if (given === truth) source.goldRight++;
    transitions.push(testLabel(source.gold, { given, belief: pointMass(truth) }, context));
  }
  transitions.push(testCopying(change, label, context));
  return transitions.filter((t) => t !== undefined);
}
