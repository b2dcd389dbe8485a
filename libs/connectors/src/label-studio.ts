import { checkObject, InvalidInput, isAbsent, type JsonObject } from '#labels';
import { emptyReading, type Connector, type Reading } from './connector.js';
import { annotationId, annotationOfRecord, annotationOfTask, type Found } from './label-studio-annotation.js';
import type { LabelStudioOptions } from './label-studio-options.js';

/**
 * Label Studio: its webhooks, its JSON export (tasks with their annotations) and its JSON_MIN export (a record for each
 * annotation).
 */
export const labelStudio: Connector<LabelStudioOptions> = {
  name: 'label-studio',
  read(payload, options) {
    const reading = emptyReading();
    if (!Array.isArray(payload) && 'action' in checkObject('body', payload)) {
      readWebhook(payload as JsonObject, options, reading);
      return reading;
    }
    const items = listOf(payload).map((item, index) => checkObject(`[${index}]`, item));
    for (const item of items) readItem(item, options, reading);
    return reading;
  },
};

const made = ['ANNOTATION_CREATED', 'ANNOTATIONS_CREATED', 'ANNOTATION_UPDATED'];
const deleted = ['ANNOTATION_DELETED', 'ANNOTATIONS_DELETED'];

function readWebhook(payload: JsonObject, options: LabelStudioOptions, reading: Reading): void {
  const action = String(payload['action']);
  if (made.includes(action)) return readMade(payload, options, reading);
  if (!deleted.includes(action)) {
    const stay = /^TASKS?_DELETED$/.test(action) ? '; the labels of deleted tasks stay' : '';
    return void reading.skipped.push({ what: action, why: `it tells of no annotation${stay}` });
  }
  const gone = listOf(payload['annotations'] ?? payload['annotation'] ?? payload);
  for (const annotation of gone) reading.deleted.push(annotationId(checkObject('annotations', annotation), options));
}

/** One annotation and its task, or lists of them. The task is absent from payloads of old versions. */
function readMade(payload: JsonObject, options: LabelStudioOptions, reading: Reading): void {
  if (isAbsent(payload['annotation'])) {
    throw new InvalidInput('annotation', undefined, 'is missing: let the webhook send its payload');
  }
  const annotations = listOf(payload['annotation']).map((annotation) => checkObject('annotation', annotation));
  const tasks = listOf(payload['task'] ?? []).map((task) => checkObject('task', task));
  for (const annotation of annotations) {
    const task = tasks.find(({ id }) => id === annotation['task']) ?? { id: annotation['task'] };
    add(reading, annotation['id'], () => annotationOfTask(annotation, task, options));
  }
}

function readItem(item: JsonObject, options: LabelStudioOptions, reading: Reading): void {
  const { annotations } = item;
  if (Array.isArray(annotations)) {
    for (const one of annotations) {
      const annotation = checkObject('annotations', one);
      add(reading, annotation['id'], () => annotationOfTask(annotation, item, options));
    }
    return;
  }
  if (isAbsent(item['annotation_id'])) {
    throw new InvalidInput('body', item, 'is neither a webhook of Label Studio nor an exported task or record');
  }
  const { fromName } = options;
  if (fromName === undefined) {
    throw new InvalidInput('fromName', undefined, 'is missing: JSON_MIN does not say which field holds the label');
  }
  add(reading, item['annotation_id'], () => annotationOfRecord(item, fromName, options));
}

function add(reading: Reading, id: unknown, find: () => Found): void {
  try {
    const { annotation, why } = find();
    reading.annotations.push(annotation);
    if (why !== undefined)
      reading.skipped.push({ what: `annotation ${annotation.id} of ${annotation.exampleId}`, why });
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    reading.skipped.push({ what: `annotation ${String(id)}`, why: error.message, refused: true });
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
