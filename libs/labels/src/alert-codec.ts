import { create, toBinary } from '@bufbuild/protobuf';
import { checkChoice, checkInteger, checkLabel, checkNumber, checkObject, checkText, isAbsent } from './checks.js';
import {
  AlertKind as WireKind,
  AlertSchema,
  AlertState,
  EvidenceGrade as WireGrade,
  type Alert as Message,
} from './gen/qualm/v1/alert_pb.js';
import { InvalidInput } from './invalid-input.js';
import { presentProbability } from './present.js';
import { presentLabel, type Project } from './project.js';
import { resolveLabel } from './project-input.js';
import { checkAtMs, parseAt } from './time.js';
import type { Alert, AlertKind, EvidenceGrade } from './verdict.js';
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
});

const states = new EnumWords<Alert['state'], AlertState>('state', {
  open: AlertState.OPEN,
  resolved: AlertState.RESOLVED,
});

const grades = new EnumWords<EvidenceGrade, WireGrade>('evidence', {
  gold: WireGrade.GOLD,
  model: WireGrade.MODEL,
});

/** An alert as users read it in JSON, in this order of fields. */
export interface AlertJson {
  sourceId: string;
  kind: AlertKind;
  state: Alert['state'];
  evidence: EvidenceGrade;
  labels: number;
  /** Rounded to 6 decimals, as is the line. */
  accuracy: number;
  /** `Alert.line`, under the name that the setting has. */
  accuracyLine: number;
  /** For kind confusion: labels as the project writes them. */
  trueClass?: number | string;
  givenClass?: number | string;
  eValue: number;
  bound: number;
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
    evidence: alert.evidence,
    labels: alert.labels,
    accuracy: presentProbability(alert.accuracy),
    accuracyLine: presentProbability(alert.line),
    ...(alert.trueClass !== undefined && { trueClass: presentLabel(project, alert.trueClass) }),
    ...(alert.givenClass !== undefined && { givenClass: presentLabel(project, alert.givenClass) }),
    // JSON has no infinity, and an e-value may grow for ever.
    eValue: Math.min(alert.eValue, Number.MAX_VALUE),
    bound: Math.min(alert.bound, Number.MAX_VALUE),
    project: alert.project,
    partition: alert.partition,
    seq: alert.seq,
    offset: alert.offset,
    at: new Date(alert.atMs).toISOString(),
  };
}

export function encodeAlert(alert: Alert, project: Project, format: WireFormat): EncodedRecord {
  if (format === 'json') return jsonRecord(alertJson(alert, project));
  const { line, ...same } = alert;
  const message = create(AlertSchema, {
    ...same,
    accuracyLine: line,
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
  const alert = json ? fromJson(parseJson(value), project) : fromMessage(parseProtobuf(AlertSchema, value));
  if (alert.trueClass !== undefined) resolveLabel(project, alert.trueClass, 'trueClass');
  if (alert.givenClass !== undefined) resolveLabel(project, alert.givenClass, 'givenClass');
  return alert;
}

function fromMessage(message: Message): Alert {
  const alert: Alert = {
    project: message.project,
    sourceId: message.sourceId,
    kind: kinds.toWord(message.kind),
    state: states.toWord(message.state),
    evidence: grades.toWord(message.evidence),
    labels: safeNumber('labels', message.labels),
    accuracy: checkNumber('accuracy', message.accuracy, 0, 1),
    line: checkNumber('accuracy_line', message.accuracyLine, 0, 1),
    eValue: checkNumber('e_value', message.eValue, 0, Infinity),
    bound: checkNumber('bound', message.bound, 0, Infinity),
    partition: message.partition,
    seq: safeNumber('seq', message.seq),
    offset: safeNumber('offset', message.offset),
    atMs: checkAtMs('at_ms', Number(message.atMs)),
  };
  if (message.trueClass !== undefined) alert.trueClass = message.trueClass;
  if (message.givenClass !== undefined) alert.givenClass = message.givenClass;
  return alert;
}

function fromJson(json: unknown, project: Project): Alert {
  const input = checkObject('alert', json);
  const count = (field: string) => checkInteger(field, input[field], 0, Number.MAX_SAFE_INTEGER);
  const number = (field: string, max: number) => checkNumber(field, input[field], 0, max);
  const atMs = parseAt('at', input['at']);
  if (atMs === undefined) throw new InvalidInput('at', undefined, 'is missing');
  const alert: Alert = {
    project: checkText('project', input['project']),
    sourceId: checkText('sourceId', input['sourceId']),
    kind: checkChoice('kind', input['kind'], kinds.all),
    state: checkChoice('state', input['state'], states.all),
    evidence: checkChoice('evidence', input['evidence'], grades.all),
    labels: count('labels'),
    accuracy: number('accuracy', 1),
    line: number('accuracyLine', 1),
    eValue: number('eValue', Infinity),
    bound: number('bound', Infinity),
    partition: count('partition'),
    seq: count('seq'),
    offset: count('offset'),
    atMs,
  };
  for (const field of ['trueClass', 'givenClass'] as const) {
    if (isAbsent(input[field])) continue;
    alert[field] = resolveLabel(project, checkLabel(field, input[field]), field);
  }
  return alert;
}
