import { checkId, checkObject, InvalidInput, isAbsent, maxDurationMs, parseAt, type JsonObject } from '#labels';
import { exampleText } from './annotation-events.js';
import type { Annotation } from './connector.js';
import { choiceOfField, choiceOfResult, type Choice } from './label-studio-choice.js';
import type { LabelStudioOptions } from './label-studio-options.js';

/** An annotation, and why it has no label where it has none. */
export interface Found {
  annotation: Annotation;
  why?: string;
}

/** @throws InvalidInput when it does not say whose it is, of what or when */
export function annotationOfTask(annotation: JsonObject, task: JsonObject, options: LabelStudioOptions): Found {
  const said = annotation['was_cancelled'] === true ? skip : choiceOfResult(annotation['result'], options.fromName);
  const data = isAbsent(task['data']) ? undefined : checkObject('task.data', task['data']);
  const read = {
    ...timesOf(annotation),
    id: annotationId(annotation, options),
    exampleId: exampleOf(task['id'], data, options),
    sourceId: sourceOf(annotation['completed_by'], 'completed_by', options),
    ...textOf(data, options),
  };
  return found(said, annotation['ground_truth'] === true, read, options);
}

/** Of JSON_MIN, where the fields of the task and of its answers stand side by side. */
export function annotationOfRecord(record: JsonObject, fromName: string, options: LabelStudioOptions): Found {
  const annotation = {
    ...timesOf(record),
    id: annotationId({ id: record['annotation_id'] }, options),
    exampleId: exampleOf(record['id'], record, options),
    sourceId: sourceOf(record['annotator'], 'annotator', options),
    ...textOf(record, options),
  };
  return found(choiceOfField(fromName, record[fromName]), false, annotation, options);
}

/** Two installations may give the same id; the prefix of their sources tells them apart. */
export function annotationId({ id }: JsonObject, { source }: LabelStudioOptions): string {
  return `${source}${checkId('annotation.id', id)}`;
}

const skip: Choice = { why: 'its annotator skipped the task' };

/**
 * With a ground truth that may enter tests, its author is not judged by it: they would be held against themselves.
 */
function found(said: Choice, isTruth: boolean, annotation: Annotation, { goldOrigin }: LabelStudioOptions): Found {
  if ('why' in said) return { annotation, why: said.why };
  const { label } = said;
  if (!isTruth) return { annotation: { ...annotation, label } };
  const gold = { label, origin: goldOrigin };
  return { annotation: goldOrigin === 'targeted' ? { ...annotation, label, gold } : { ...annotation, gold } };
}

function timesOf(object: JsonObject): Pick<Annotation, 'versionMs' | 'atMs' | 'durationMs'> {
  const atMs = parseAt('updated_at', object['updated_at']) ?? parseAt('created_at', object['created_at']);
  const durationMs = Math.round(Number(object['lead_time'] ?? Number.NaN) * 1_000);
  const isDuration = durationMs >= 0 && durationMs <= maxDurationMs;
  return { versionMs: atMs ?? 0, ...(atMs !== undefined && { atMs }), ...(isDuration && { durationMs }) };
}

function exampleOf(taskId: unknown, data: JsonObject | undefined, { exampleId }: LabelStudioOptions): string {
  if (exampleId === undefined) return checkId('task.id', taskId);
  if (data === undefined) throw new InvalidInput('task', undefined, `is missing, and with it data.${exampleId}`);
  return checkId(`data.${exampleId}`, data[exampleId]);
}

/** `completed_by` is an id or, in some exports, an object with id and email; JSON_MIN has either of the two. */
function sourceOf(given: unknown, field: string, { annotator, source }: LabelStudioOptions): string {
  const names: JsonObject = typeof given === 'object' && given !== null ? { ...given } : namesOf(given);
  const name = names[annotator];
  if (!isAbsent(name)) return `${source}${checkId(field, name)}`;
  if (isAbsent(given)) throw new InvalidInput(field, undefined, 'is missing: nobody is named as the annotator');
  const other = annotator === 'email' ? 'id' : 'email';
  throw new InvalidInput(field, given, `names no ${annotator}; annotator=${other} would do`);
}

function namesOf(given: unknown): JsonObject {
  return typeof given === 'string' && given.includes('@') ? { email: given } : { id: given };
}

function textOf(data: JsonObject | undefined, { text: field }: LabelStudioOptions): { text?: string } {
  const text = field === undefined ? undefined : exampleText(data?.[field]);
  return text === undefined ? {} : { text };
}
