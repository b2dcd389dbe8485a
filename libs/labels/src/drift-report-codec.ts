import type { MessageInitShape } from '@bufbuild/protobuf';
import { checkInteger, checkLabel, checkList, checkNumber, checkObject } from './checks.js';
import type { DriftSchema, Drift as Message } from './gen/qualm/v1/alert_pb.js';
import { presentProbability } from './present.js';
import { presentLabel, type Project } from './project.js';
import { resolveLabel } from './project-input.js';
import { checkAtMs, checkTime } from './time.js';
import type { DriftReport } from './verdict.js';
import { safeNumber } from './wire.js';

/** A drift report as users read it in JSON. */
export interface DriftJson {
  label: number;
  between: [first: number, last: number];
  /** ISO 8601, UTC. */
  betweenAt: [first: string, last: string];
  from: number;
  to: number;
  /** Labels as the project writes them. */
  cells: { trueClass: number | string; givenClass: number | string; before: number; after: number }[];
}

export function driftJson(drift: DriftReport, project: Pick<Project, 'classes' | 'labelsAs'>): DriftJson {
  const at = (ms: number) => new Date(ms).toISOString();
  return {
    label: drift.label,
    between: drift.between,
    betweenAt: [at(drift.betweenMs[0]), at(drift.betweenMs[1])],
    from: presentProbability(drift.from),
    to: presentProbability(drift.to),
    cells: drift.cells.map((cell) => ({
      trueClass: presentLabel(project, cell.trueClass),
      givenClass: presentLabel(project, cell.givenClass),
      before: presentProbability(cell.before),
      after: presentProbability(cell.after),
    })),
  };
}

export function driftFromJson(json: unknown, project: Project): DriftReport {
  const input = checkObject('drift', json);
  const rank = (field: string, value: unknown) => checkInteger(field, value, 0, Number.MAX_SAFE_INTEGER);
  const [first, last] = checkList('drift.between', input['between'], 2);
  const [firstAt, lastAt] = checkList('drift.betweenAt', input['betweenAt'], 2);
  const probability = (field: string, value: unknown) => checkNumber(field, value, 0, 1);
  return {
    label: rank('drift.label', input['label']),
    between: [rank('drift.between[0]', first), rank('drift.between[1]', last)],
    betweenMs: [checkTime('drift.betweenAt[0]', firstAt), checkTime('drift.betweenAt[1]', lastAt)],
    from: probability('drift.from', input['from']),
    to: probability('drift.to', input['to']),
    cells: checkList('drift.cells', input['cells']).map((value, n) => {
      const field = `drift.cells[${n}]`;
      const cell = checkObject(field, value);
      const label = (name: string) =>
        resolveLabel(project, checkLabel(`${field}.${name}`, cell[name]), `${field}.${name}`);
      return {
        trueClass: label('trueClass'),
        givenClass: label('givenClass'),
        before: probability(`${field}.before`, cell['before']),
        after: probability(`${field}.after`, cell['after']),
      };
    }),
  };
}

export function driftInit(drift: DriftReport): MessageInitShape<typeof DriftSchema> {
  const { label, between, betweenMs, from, to, cells } = drift;
  return {
    label: BigInt(label),
    firstLabel: BigInt(between[0]),
    lastLabel: BigInt(between[1]),
    firstMs: BigInt(betweenMs[0]),
    lastMs: BigInt(betweenMs[1]),
    from,
    to,
    cells,
  };
}

export function driftOf(message: Message, project: Project): DriftReport {
  return {
    label: safeNumber('drift.label', message.label),
    between: [safeNumber('drift.first_label', message.firstLabel), safeNumber('drift.last_label', message.lastLabel)],
    betweenMs: [
      checkAtMs('drift.first_ms', Number(message.firstMs)),
      checkAtMs('drift.last_ms', Number(message.lastMs)),
    ],
    from: checkNumber('drift.from', message.from, 0, 1),
    to: checkNumber('drift.to', message.to, 0, 1),
    cells: message.cells.map(({ trueClass, givenClass, before, after }) => ({
      trueClass: resolveLabel(project, trueClass, 'drift.cells.true_class'),
      givenClass: resolveLabel(project, givenClass, 'drift.cells.given_class'),
      before: checkNumber('drift.cells.before', before, 0, 1),
      after: checkNumber('drift.cells.after', after, 0, 1),
    })),
  };
}
