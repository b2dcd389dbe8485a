import { create, toBinary } from '@bufbuild/protobuf';
import {
  checkChoice,
  checkFlag,
  checkInteger,
  checkLabel,
  checkList,
  checkNumber,
  checkObject,
  checkText,
  isAbsent,
} from './checks.js';
import { driftFromJson, driftInit, driftJson, driftOf, type DriftJson } from './drift-report-codec.js';
import {
  AlertKind as WireKind,
  AlertSchema,
  AlertState as WireState,
  EvidenceGrade as WireGrade,
  type Alert as Message,
} from './gen/qualm/v1/alert_pb.js';
import { patternFromJson, patternFromMessage, patternInit, patternJson, type PatternJson } from './pattern-codec.js';
import { presentProbability } from './present.js';
import { presentLabel, type Project } from './project.js';
import { resolveLabel } from './project-input.js';
import { checkAtMs, checkTime } from './time.js';
import type { Alert, AlertKind, AlertState, EvidenceGrade } from './verdict.js';
import {
  EnumWords,
  contentTypes,
  formatOf,
  jsonRecord,
  parseJson,
  parseProtobuf,
  safeNumber,
  type EncodedRecord,
  type WireFormat,
} from './wire.js';

const kinds = new EnumWords<AlertKind, WireKind>('kind', {
  accuracy: WireKind.ACCURACY,
  confusion: WireKind.CONFUSION,
  drift: WireKind.DRIFT,
  copying: WireKind.COPYING,
  calibration: WireKind.CALIBRATION,
  pause: WireKind.PAUSE,
});

const states = new EnumWords<AlertState, WireState>('state', {
  open: WireState.OPEN,
  acknowledged: WireState.ACKNOWLEDGED,
  resolved: WireState.RESOLVED,
});

const grades = new EnumWords<EvidenceGrade, WireGrade>('evidence', {
  gold: WireGrade.GOLD,
  model: WireGrade.MODEL,
});

/** An alert as users read it in JSON, in this order of fields. */
export interface AlertJson {
  /** Empty for kind calibration. */
  sourceId: string;
  kind: AlertKind;
  state: AlertState;
  opening: number;
  evidence: EvidenceGrade;
  reliable: boolean;
  labels: number;
  /** Rounded to 6 decimals, as are the interval and the line. */
  accuracy: number;
  accuracyInterval: [low: number, high: number];
  /** `Alert.line`, under the name that the setting has. */
  accuracyLine: number;
  /** For kind confusion: labels as the project writes them. */
  trueClass?: number | string;
  givenClass?: number | string;
  eValue: number;
  bound: number;
  drift?: DriftJson;
  patterns: PatternJson[];
  by?: string;
  note?: string;
  project: string;
  partition: number;
  seq: number;
  offset: number;
  /** ISO 8601, UTC. */
  at: string;
}

export function alertJson(alert: Alert, project: Pick<Project, 'classes' | 'labelsAs'>): AlertJson {
  return {
    sourceId: alert.sourceId,
    kind: alert.kind,
    state: alert.state,
    opening: alert.opening,
    evidence: alert.evidence,
    reliable: alert.reliable,
    labels: alert.labels,
    accuracy: presentProbability(alert.accuracy),
    accuracyInterval: [presentProbability(alert.accuracyInterval[0]), presentProbability(alert.accuracyInterval[1])],
    accuracyLine: presentProbability(alert.line),
    ...(alert.trueClass !== undefined && { trueClass: presentLabel(project, alert.trueClass) }),
    ...(alert.givenClass !== undefined && { givenClass: presentLabel(project, alert.givenClass) }),
    // JSON has no infinity, and an e-value may grow for ever.
    eValue: Math.min(alert.eValue, Number.MAX_VALUE),
    bound: Math.min(alert.bound, Number.MAX_VALUE),
    ...(alert.drift && { drift: driftJson(alert.drift, project) }),
    patterns: alert.patterns.map((pattern) => patternJson(pattern, project)),
    ...(alert.by !== undefined && { by: alert.by }),
    ...(alert.note !== undefined && { note: alert.note }),
    project: alert.project,
    partition: alert.partition,
    seq: alert.seq,
    offset: alert.offset,
    at: new Date(alert.atMs).toISOString(),
  };
}

export function encodeAlert(alert: Alert, project: Project, format: WireFormat): EncodedRecord {
  if (format === 'json') return jsonRecord(alertJson(alert, project));
  const { line, accuracyInterval, drift, patterns, reliable, ...same } = alert;
  const message = create(AlertSchema, {
    ...same,
    accuracyLine: line,
    accuracyLow: accuracyInterval[0],
    accuracyHigh: accuracyInterval[1],
    unreliable: !reliable,
    drift: drift && driftInit(drift),
    patterns: patterns.map(patternInit),
    kind: kinds.toNumber(alert.kind),
    state: states.toNumber(alert.state),
    evidence: grades.toNumber(alert.evidence),
    labels: BigInt(alert.labels),
    seq: BigInt(alert.seq),
    offset: BigInt(alert.offset),
    atMs: BigInt(alert.atMs),
  });
  return { value: toBinary(AlertSchema, message), contentType: contentTypes.protobuf };
}

/** Fields that it does not know are ignored. @throws InvalidInput when the bytes are not an alert of `project`. */
export function decodeAlert(value: Uint8Array, project: Project, contentType?: string): Alert {
  const json = formatOf(value, contentType) === 'json';
  const alert = json ? fromJson(parseJson(value), project) : fromMessage(parseProtobuf(AlertSchema, value), project);
  if (alert.trueClass !== undefined) resolveLabel(project, alert.trueClass, 'trueClass');
  if (alert.givenClass !== undefined) resolveLabel(project, alert.givenClass, 'givenClass');
  return alert;
}

function fromMessage(message: Message, project: Project): Alert {
  const alert: Alert = {
    project: message.project,
    sourceId: message.sourceId,
    kind: kinds.toWord(message.kind),
    state: states.toWord(message.state),
    opening: message.opening,
    evidence: grades.toWord(message.evidence),
    reliable: !message.unreliable,
    labels: safeNumber('labels', message.labels),
    accuracy: checkNumber('accuracy', message.accuracy, 0, 1),
    accuracyInterval: [
      checkNumber('accuracy_low', message.accuracyLow, 0, 1),
      checkNumber('accuracy_high', message.accuracyHigh, 0, 1),
    ],
    line: checkNumber('accuracy_line', message.accuracyLine, 0, 1),
    eValue: checkNumber('e_value', message.eValue, 0, Infinity),
    bound: checkNumber('bound', message.bound, 0, Infinity),
    patterns: message.patterns.map((pattern, n) => patternFromMessage(`patterns[${n}]`, pattern, project)),
    partition: message.partition,
    seq: safeNumber('seq', message.seq),
    offset: safeNumber('offset', message.offset),
    atMs: checkAtMs('at_ms', Number(message.atMs)),
  };
  if (message.trueClass !== undefined) alert.trueClass = message.trueClass;
  if (message.givenClass !== undefined) alert.givenClass = message.givenClass;
  if (message.drift !== undefined) alert.drift = driftOf(message.drift, project);
  if (message.by !== '') alert.by = message.by;
  if (message.note !== '') alert.note = message.note;
  return alert;
}

function fromJson(json: unknown, project: Project): Alert {
  const input = checkObject('alert', json);
  const count = (field: string) => checkInteger(field, input[field], 0, Number.MAX_SAFE_INTEGER);
  const number = (field: string, max: number) => checkNumber(field, input[field], 0, max);
  const kind = checkChoice('kind', input['kind'], kinds.all);
  const [low, high] = checkList('accuracyInterval', input['accuracyInterval'], 2);
  const alert: Alert = {
    project: checkText('project', input['project']),
    sourceId: kind === 'calibration' ? '' : checkText('sourceId', input['sourceId']),
    kind,
    state: checkChoice('state', input['state'], states.all),
    opening: count('opening'),
    evidence: checkChoice('evidence', input['evidence'], grades.all),
    reliable: checkFlag('reliable', input['reliable']),
    labels: count('labels'),
    accuracy: number('accuracy', 1),
    accuracyInterval: [checkNumber('accuracyInterval[0]', low, 0, 1), checkNumber('accuracyInterval[1]', high, 0, 1)],
    line: number('accuracyLine', 1),
    eValue: number('eValue', Infinity),
    bound: number('bound', Infinity),
    patterns: checkList('patterns', input['patterns']).map((p, n) => patternFromJson(`patterns[${n}]`, p, project)),
    partition: count('partition'),
    seq: count('seq'),
    offset: count('offset'),
    atMs: checkTime('at', input['at']),
  };
  for (const field of ['trueClass', 'givenClass'] as const) {
    if (isAbsent(input[field])) continue;
    alert[field] = resolveLabel(project, checkLabel(field, input[field]), field);
  }
  if (!isAbsent(input['drift'])) alert.drift = driftFromJson(input['drift'], project);
  for (const field of ['by', 'note'] as const) {
    if (!isAbsent(input[field])) alert[field] = checkText(field, input[field]);
  }
  return alert;
}
