import type { AlarmAction, Alert, Change, ChangedLabel, Project } from '#labels';
import { pointMass, sameMass } from '#noise';
import { actOnAlarm } from './alarm-actions.js';
import { alertOf, calibrationAlert, remember } from './alert-of.js';
import { testCalibration } from './calibration.js';
import { testCopying } from './copying-test.js';
import { testDrift } from './drift-test.js';
import { takeGold } from './gold-queue.js';
import { moveClassUnits, type ProjectState } from './project-state.js';
import { closenessOf } from './review-closeness.js';
import type { ReviewQueue } from './review-queue.js';
import { settle } from './settle.js';
import { testLabel } from './source-tests.js';
import type { SourceState } from './source-state.js';
import type { TestContext, Transition } from './test-context.js';

/** What WATCH reads: what JUDGE says of one event, or a person's word on an alarm. */
export type WatchInput = Change | AlarmAction;

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
    if ('action' in input) alerts.push(...watchAction(partition, input, states));
    else alerts.push(...watchChange(partition, input, states));
  }
  return alerts;
}

function watchAction(partition: number, action: AlarmAction, states: WatchStates): Alert[] {
  const project = states.project(action.project);
  const source = states.source(action.project, action.sourceId);
  const { settings, classes } = states.settings(action.project);
  const transition = actOnAlarm(source, action, settings);
  if (!transition) return [];
  const context: TestContext = { project, source, settings, classCount: classes.length, atMs: action.atMs };
  const place = { project: action.project, sourceId: action.sourceId, partition, offset: 0 };
  return [remember(source, alertOf(place, transition, context))];
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
    for (const transition of test(change, label, context)) {
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
