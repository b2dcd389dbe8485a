import { create, toBinary } from '@bufbuild/protobuf';
import { checkChoice, checkFlag, checkInteger, checkLabel, checkNumber, checkObject, checkText } from './checks.js';
import {
  Reason as WireReason,
  VerdictCause,
  VerdictSchema,
  type Verdict as Message,
} from './gen/qualm/v1/verdict_pb.js';
import { InvalidInput } from './invalid-input.js';
import { presentLabel, type Project } from './project.js';
import { resolveLabel } from './project-input.js';
import { presentProbability } from './present.js';
import { checkAtMs, parseAt } from './time.js';
import type { Reason, Verdict } from './verdict.js';
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

const reasons = new EnumWords<Reason, WireReason>('reasons', {
  gold: WireReason.GOLD,
  model: WireReason.MODEL,
  prototypes: WireReason.PROTOTYPES,
  odd: WireReason.ODD,
  labels: WireReason.LABELS,
  source: WireReason.SOURCE,
  duplicate: WireReason.DUPLICATE,
  uninformed: WireReason.UNINFORMED,
});

const causes = new EnumWords<Verdict['cause'], VerdictCause>('cause', {
  label: VerdictCause.LABEL,
  revision: VerdictCause.REVISION,
});

/** A verdict as users read it in JSON: labels as the project writes them, in this order of fields. */
export interface VerdictJson {
  exampleId: string;
  sourceId: string;
  label: number | string;
  /** Rounded to 6 decimals. */
  quality: number;
  suggestedLabel: number | string;
  suspect: boolean;
  reasons: Reason[];
  modelVersion: number;
  project: string;
  cause: Verdict['cause'];
  partition: number;
  seq: number;
  /** ISO 8601, UTC. */
  at: string;
}

export function verdictJson(verdict: Verdict, project: Pick<Project, 'classes' | 'labelsAs'>): VerdictJson {
  return {
    exampleId: verdict.exampleId,
    sourceId: verdict.sourceId,
    label: presentLabel(project, verdict.label),
    quality: presentProbability(verdict.quality),
    suggestedLabel: presentLabel(project, verdict.suggestedLabel),
    suspect: verdict.suspect,
    reasons: [...verdict.reasons],
    modelVersion: verdict.modelVersion,
    project: verdict.project,
    cause: verdict.cause,
    partition: verdict.partition,
    seq: verdict.seq,
    at: new Date(verdict.atMs).toISOString(),
  };
}

export function encodeVerdict(verdict: Verdict, project: Project, format: WireFormat): EncodedRecord {
  if (format === 'json') return jsonRecord(verdictJson(verdict, project));
  const message = create(VerdictSchema, {
    ...verdict,
    reasons: verdict.reasons.map((reason) => reasons.toNumber(reason)),
    cause: causes.toNumber(verdict.cause),
    seq: BigInt(verdict.seq),
    atMs: BigInt(verdict.atMs),
  });
  return { value: toBinary(VerdictSchema, message), contentType: contentTypes.protobuf };
}

/** Fields that it does not know are ignored. @throws InvalidInput when the bytes are not a verdict of `project`. */
export function decodeVerdict(value: Uint8Array, project: Project, contentType?: string): Verdict {
  const verdict =
    formatOf(value, contentType) === 'json'
      ? fromJson(parseJson(value), project)
      : fromMessage(parseProtobuf(VerdictSchema, value));
  resolveLabel(project, verdict.label);
  resolveLabel(project, verdict.suggestedLabel, 'suggestedLabel');
  return verdict;
}

function fromMessage(message: Message): Verdict {
  return {
    project: message.project,
    exampleId: message.exampleId,
    sourceId: message.sourceId,
    label: message.label,
    quality: checkNumber('quality', message.quality, 0, 1),
    suggestedLabel: message.suggestedLabel,
    suspect: message.suspect,
    reasons: message.reasons.map((reason) => reasons.toWord(reason)),
    modelVersion: message.modelVersion,
    cause: causes.toWord(message.cause),
    partition: message.partition,
    seq: safeNumber('seq', message.seq),
    atMs: checkAtMs('at_ms', Number(message.atMs)),
  };
}

function fromJson(json: unknown, project: Project): Verdict {
  const input = checkObject('verdict', json);
  const label = (field: string) => resolveLabel(project, checkLabel(field, input[field]), field);
  const count = (field: string) => checkInteger(field, input[field], 0, Number.MAX_SAFE_INTEGER);
  const given = input['reasons'];
  if (!Array.isArray(given)) throw new InvalidInput('reasons', given, 'is not a list');
  const atMs = parseAt('at', input['at']);
  if (atMs === undefined) throw new InvalidInput('at', undefined, 'is missing');
  return {
    project: checkText('project', input['project']),
    exampleId: checkText('exampleId', input['exampleId']),
    sourceId: checkText('sourceId', input['sourceId']),
    label: label('label'),
    quality: checkNumber('quality', input['quality'], 0, 1),
    suggestedLabel: label('suggestedLabel'),
    suspect: checkFlag('suspect', input['suspect']),
    reasons: given.map((reason, index) => checkChoice(`reasons[${index}]`, reason, reasons.all)),
    modelVersion: count('modelVersion'),
    cause: checkChoice('cause', input['cause'], causes.all),
    partition: count('partition'),
    seq: count('seq'),
    atMs,
  };
}
