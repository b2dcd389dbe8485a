import type { Alert } from '#labels';
import { betaInterval, type NoiseCounts, UNITS_PER_LABEL } from '#noise';
import { accuracyInterval } from '#sequential';
import type { CalibrationTransition } from './calibration.js';
import { patternsOf } from './patterns.js';
import { accuracyLine, countAlarm, typicalAccuracy, type ProjectState } from './project-state.js';
import { evidenceOf, type AlarmRecord, type SourceState } from './source-state.js';
import type { TestContext, Transition } from './test-context.js';

/** Alarm records kept per source. */
const MAX_RECORDS = 50;
/** Pseudo-labels by which a source's accuracy is pulled to the project's. */
const ACCURACY_PULL = 4;
const COVERAGE = 0.95;

type Place = Pick<Alert, 'project' | 'sourceId' | 'partition' | 'offset'>;

/** The alert of a transition: numbered, and counted with the project's open alarms. */
export function alertOf(place: Place, { slot, ...transition }: Transition, context: TestContext): Alert {
  const { project, source, classCount, atMs } = context;
  const evidence = evidenceOf(slot);
  if (transition.state !== 'acknowledged') {
    countAlarm(project, transition.kind, evidence, transition.state === 'open' ? 1 : -1);
  }
  return {
    ...place,
    ...transition,
    opening: source[slot].openings,
    evidence,
    reliable: evidence === 'gold' || !project.calibration.rejected,
    ...givenInstead(source.history.all, transition),
    ...(evidence === 'gold' ? goldAccuracy(source) : estimatedAccuracy(source, project)),
    patterns: patternsOf(source, project, classCount),
    seq: ++project.alertSeq,
    atMs,
  };
}

/** That the project's beliefs are not calibrated, or are again: accuracy is that of the most probable class, line what was promised. */
export function calibrationAlert(
  place: Omit<Place, 'sourceId'>,
  { state, opening, hitRate, eValue, bound }: CalibrationTransition,
  project: ProjectState,
  atMs: number,
): Alert {
  const { examples, expected, observed } = hitRate;
  return {
    ...place,
    sourceId: '',
    kind: 'calibration',
    state,
    opening,
    evidence: 'gold',
    reliable: true,
    labels: examples,
    accuracy: observed,
    accuracyInterval: accuracyInterval(Math.round(observed * examples), examples, 1 - COVERAGE),
    line: expected,
    eValue,
    bound,
    patterns: [],
    seq: ++project.alertSeq,
    atMs,
  };
}

/** That a person paused a source, or lets it go on. No test says so: the evidence is 1. */
export function pauseAlert(
  place: Place,
  said: Pick<Alert, 'state' | 'by' | 'note'>,
  { project, source, settings, classCount, atMs }: TestContext,
): Alert {
  return {
    ...place,
    kind: 'pause',
    opening: 1,
    evidence: 'model',
    reliable: true,
    labels: source.history.labels,
    ...estimatedAccuracy(source, project),
    line: accuracyLine(project, settings, classCount) ?? 0,
    eValue: 1,
    bound: 1,
    patterns: patternsOf(source, project, classCount),
    ...said,
    seq: ++project.alertSeq,
    atMs,
  };
}

/** Kept with the source, newest last. */
export function remember(source: SourceState, alert: Alert): Alert {
  const { kind, state, evidence, opening, atMs, offset, labels, accuracy, by, note } = alert;
  const record: AlarmRecord = { kind, state, evidence, opening, atMs, offset, labels, accuracy };
  source.records.push({ ...record, ...(by !== undefined && { by }), ...(note !== undefined && { note }) });
  if (source.records.length > MAX_RECORDS) source.records.shift();
  return alert;
}

function goldAccuracy({ goldRight, goldLabels }: SourceState): Pick<Alert, 'accuracy' | 'accuracyInterval'> {
  return {
    accuracy: goldRight / goldLabels,
    accuracyInterval: accuracyInterval(goldRight, goldLabels, 1 - COVERAGE),
  };
}

function estimatedAccuracy(source: SourceState, project: ProjectState): Pick<Alert, 'accuracy' | 'accuracyInterval'> {
  const { correct, total } = source.history.all;
  const labels = total / UNITS_PER_LABEL + ACCURACY_PULL;
  const right = correct / UNITS_PER_LABEL + ACCURACY_PULL * typicalAccuracy(project);
  return { accuracy: right / labels, accuracyInterval: betaInterval(right, labels - right, COVERAGE) };
}

/** The class that the source most often gives instead of the confused one. */
function givenInstead(
  counts: NoiseCounts,
  { trueClass, givenClass }: Omit<Transition, 'slot'>,
): Pick<Alert, 'givenClass'> {
  if (trueClass === undefined || givenClass !== undefined) return {};
  let most = 0;
  let instead: number | undefined;
  for (const [i, j, units] of counts.entries()) {
    if (i === trueClass && j !== i && units > most) [most, instead] = [units, j];
  }
  return instead === undefined ? {} : { givenClass: instead };
}
