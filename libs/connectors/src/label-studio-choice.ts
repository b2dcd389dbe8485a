import { cut, InvalidInput, isAbsent, type JsonObject } from '#labels';

/** The one class that an annotation gives its task, or why it gives none. */
export type Choice = { label: string } | { why: string };

const oneClass = 'Qualm judges one class of each example';

/**
 * Of an annotation's `result`: the choice of the control tag `fromName`, or of the only one.
 * @throws InvalidInput when it is no result of Label Studio
 */
export function choiceOfResult(result: unknown, fromName: string | undefined): Choice {
  if (!Array.isArray(result)) throw new InvalidInput('result', result, 'is not a list of results');
  const parts = result.map(partOf);
  if (parts.length === 0) return { why: 'it is empty' };
  const name = fromName ?? onlyChoices(parts);
  if (typeof name === 'object') return name;
  const mine = parts.filter((part) => part.fromName === name);
  if (mine.length === 0) return { why: `it has no result of ${quoted([name])}, only of ${quoted(namesOf(parts))}` };
  if (mine.some(({ type }) => type !== 'choices')) {
    return { why: `${quoted([name])} gives ${mine[0]!.type}, not choices; ${oneClass}` };
  }
  if (mine.some(({ value }) => Object.keys(value).some((key) => key !== 'choices'))) {
    return { why: `the choices of ${quoted([name])} belong to regions; ${oneClass}` };
  }
  if (mine.length > 1) return { why: `it has ${mine.length} results of ${quoted([name])}; ${oneClass}` };
  return choiceOf(mine[0]!.value['choices']);
}

/** Of a field of a JSON_MIN record, which is the class itself where there is one. */
export function choiceOfField(name: string, value: unknown): Choice {
  if (isAbsent(value)) return { why: `it has no field ${quoted([name])}` };
  if (typeof value === 'string') return choiceOf([value]);
  if (typeof value === 'object' && 'choices' in value) return choiceOf(value.choices);
  return { why: `${quoted([name])} is no choice; ${oneClass}` };
}

function choiceOf(choices: unknown): Choice {
  if (!Array.isArray(choices) || choices.some((choice) => typeof choice !== 'string')) {
    return { why: `its choices are not a list of classes; ${oneClass}` };
  }
  const [label, second] = choices as string[];
  if (label === undefined || label === '') return { why: 'nothing was chosen' };
  if (second === undefined) return { label };
  return { why: `${choices.length} classes were chosen (${quoted(choices)}); ${oneClass}` };
}

interface Part {
  fromName: string;
  type: string;
  value: JsonObject;
}

function partOf(part: unknown): Part {
  const { from_name, type, value } = (part ?? {}) as JsonObject;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  // Relations between regions have no control tag and no value.
  return { fromName: String(from_name ?? ''), type: String(type ?? ''), value: isObject ? (value as JsonObject) : {} };
}

function onlyChoices(parts: Part[]): string | { why: string } {
  const names = namesOf(parts.filter(({ type }) => type === 'choices'));
  if (names.length === 1) return names[0]!;
  if (names.length > 1) return { why: `it has choices of ${quoted(names)}: say which are the labels, with fromName` };
  const types = [...new Set(parts.map(({ type }) => type))];
  return { why: `it has no choices, only ${cut(types.join(', '))}; ${oneClass}` };
}

function namesOf(parts: Part[]): string[] {
  return [...new Set(parts.map(({ fromName }) => fromName))];
}

function quoted(names: string[]): string {
  return cut(names.map((name) => JSON.stringify(name)).join(', '));
}
