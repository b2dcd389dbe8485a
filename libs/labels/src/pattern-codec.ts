import type { MessageInitShape } from '@bufbuild/protobuf';
import { checkChoice, checkLabel, checkNumber, checkObject, checkText } from './checks.js';
import type { Pattern as Message, PatternSchema } from './gen/qualm/v1/alert_pb.js';
import { InvalidInput } from './invalid-input.js';
import { presentProbability } from './present.js';
import { presentLabel, type Project } from './project.js';
import { resolveLabel } from './project-input.js';
import type { Pattern, PatternKind } from './verdict.js';
import { safeNumber } from './wire.js';

type Field = 'class' | 'probability' | 'number' | 'id';

/** What each kind of pattern says, and how it is written. */
const fields: Record<PatternKind, Record<string, Field>> = {
  random: { spammerScore: 'probability', typicalScore: 'probability' },
  constant: { givenClass: 'class', share: 'probability', expectedShare: 'probability' },
  adversary: { accuracy: 'probability' },
  swapped: { trueClass: 'class', givenClass: 'class', share: 'probability', shareBack: 'probability' },
  fast: { medianMs: 'number', typicalMs: 'number' },
  copying: { sourceId: 'id', agreement: 'probability', expected: 'probability', examples: 'number' },
};
export const patternKinds = Object.keys(fields) as PatternKind[];

type Shown<P extends Pattern> = P extends Pattern
  ? { [F in keyof P]: F extends 'trueClass' | 'givenClass' ? number | string : P[F] }
  : never;
/** A pattern as users read it in JSON: classes as the project writes them, shares rounded to 6 decimals. */
export type PatternJson = Shown<Pattern>;

export function patternJson(pattern: Pattern, project: Pick<Project, 'classes' | 'labelsAs'>): PatternJson {
  const shown: Record<string, unknown> = { kind: pattern.kind };
  for (const [name, value] of Object.entries(pattern)) {
    const field = fields[pattern.kind][name];
    if (field === 'class') shown[name] = presentLabel(project, value as number);
    else if (field) shown[name] = field === 'probability' ? presentProbability(value as number) : value;
  }
  return shown as PatternJson;
}

/** @throws InvalidInput naming the field */
export function patternFromJson(at: string, json: unknown, project: Project): Pattern {
  const input = checkObject(at, json);
  const kind = checkChoice(`${at}.kind`, input['kind'], patternKinds);
  return patternOf(at, kind, input, project);
}

export function patternInit(pattern: Pattern): MessageInitShape<typeof PatternSchema> {
  const { kind, ...value } = pattern;
  const own = kind === 'copying' ? { ...value, examples: BigInt(pattern.examples) } : value;
  return { kind: { case: kind, value: own } as Exclude<MessageInitShape<typeof PatternSchema>, Message>['kind'] };
}

/** @throws InvalidInput naming the field */
export function patternFromMessage(at: string, { kind }: Message, project: Project): Pattern {
  if (kind.case === undefined) throw new InvalidInput(at, undefined, `is none of ${patternKinds.join(', ')}`);
  if (kind.case !== 'copying') return patternOf(at, kind.case, kind.value, project);
  const examples = safeNumber(`${at}.examples`, kind.value.examples);
  return patternOf(at, kind.case, { ...kind.value, examples }, project);
}

function patternOf(at: string, kind: PatternKind, input: object, project: Project): Pattern {
  const pattern: Record<string, unknown> = { kind };
  for (const [name, field] of Object.entries(fields[kind])) {
    pattern[name] = valueOf(`${at}.${name}`, field, (input as Record<string, unknown>)[name], project);
  }
  return pattern as Pattern;
}

function valueOf(at: string, field: Field, value: unknown, project: Project): number | string {
  switch (field) {
    case 'class':
      return resolveLabel(project, checkLabel(at, value), at);
    case 'id':
      return checkText(at, value);
    default:
      return checkNumber(at, value, 0, field === 'probability' ? 1 : Infinity);
  }
}
