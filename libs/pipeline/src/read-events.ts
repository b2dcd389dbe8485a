import {
  checkFeatures,
  checkNotAhead,
  decodeEventRecord,
  inferFeatureShape,
  InvalidInput,
  resolveLabel,
  type LabelingEvent,
} from '#labels';
import type { LogRecord } from '#stream';
import { timeOf } from './forwarded-records.js';
import type { ProjectInUse, ProjectsInUse } from './projects-in-use.js';

/** A valid event of a known project, with the record that it came in. */
export interface ReadEvent {
  event: LabelingEvent;
  inUse: ProjectInUse;
  record: LogRecord;
}

export interface ReadRecords {
  events: ReadEvent[];
  /** Records that cannot be taken, and why; a record is taken whole or refused whole. */
  refused: { record: LogRecord; error: InvalidInput }[];
}

/**
 * Decodes and checks records against their projects. What is wrong with a record never stops the next. A record that
 * does not fit what is known here may fit what another process has written since (a class was appended): before the
 * first refusal of a batch, the projects are read again.
 */
export async function readEvents(records: LogRecord[], projects: ProjectsInUse): Promise<ReadRecords> {
  const read: ReadRecords = { events: [], refused: [] };
  let readAgain = false;
  for (const record of records) {
    let result = await tryRecord(record, projects);
    if (result instanceof InvalidInput && !readAgain) {
      readAgain = true;
      await projects.refresh();
      result = await tryRecord(record, projects);
    }
    if (result instanceof InvalidInput) read.refused.push({ record, error: result });
    else read.events.push(...result);
  }
  return read;
}

async function tryRecord(record: LogRecord, projects: ProjectsInUse): Promise<ReadEvent[] | InvalidInput> {
  try {
    return await readRecord(record, projects);
  } catch (error) {
    if (error instanceof InvalidInput) return error;
    throw error;
  }
}

async function readRecord(record: LogRecord, projects: ProjectsInUse): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  for (const event of decodeEventRecord(record.value, record.headers['content-type'])) {
    checkNotAhead('at', event.atMs, timeOf(record));
    events.push({ ...(await checkEvent(event, projects)), record });
  }
  const shared = events.at(-1)?.inUse;
  return shared ? events.map((e) => ({ ...e, inUse: shared })) : [];
}

async function checkEvent(
  event: LabelingEvent,
  projects: ProjectsInUse,
): Promise<{ event: LabelingEvent; inUse: ProjectInUse }> {
  const inUse = await projects.get(event.project);
  if (!inUse) throw new InvalidInput('project', event.project, 'is not a project; create it first');
  if (event.kind === 'label' || event.kind === 'gold') resolveLabel(inUse.project, event.label);
  if (event.kind === 'rescore') checkEvidence(event, inUse);
  if (event.kind !== 'label' || !event.features) return { event, inUse };
  if (inUse.project.featureShape) {
    return { event: { ...event, features: checkFeatures(inUse.project, event.features) }, inUse };
  }
  const shape = inferFeatureShape(inUse.project, event.features);
  checkFeatures({ ...inUse.project, featureShape: shape }, event.features);
  // Another process may have been first, with another shape.
  const shaped = await projects.setFeatureShape(event.project, shape);
  return { event: { ...event, features: checkFeatures(shaped.project, event.features) }, inUse: shaped };
}

function checkEvidence(event: Extract<LabelingEvent, { kind: 'rescore' }>, { project }: ProjectInUse): void {
  const { evidence } = event;
  if (!evidence) return;
  for (const [field, values] of Object.entries(evidence)) {
    if (values.length > project.classes.length) {
      throw new InvalidInput(`evidence.${field}`, values.length, `entries for ${project.classes.length} classes`);
    }
  }
}
