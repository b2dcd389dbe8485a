import { decodeEventRecord, exampleKey, InvalidInput, resolveLabel, type LabelingEvent, type Project } from '#labels';
import type { LogRecord } from '#stream';

const dayMs = 86_400_000;

/** What the events alone say must have come of them. Nothing here is shared with JUDGE or WATCH. */
export interface Expected {
  /** example -> source -> given class, of the labels that stand. */
  current: Map<string, Map<string, number>>;
  /** Per JUDGE partition, the label events in order: each is owed one verdict. */
  labelEvents: string[][];
  /** source -> labels ever given: repeats not counted, changes of mind counted. */
  given: Map<string, number>;
  /** source -> examples of which it had a label while their gold was a honeypot's or sampled: these may enter its test. */
  metGold: Map<string, Set<string>>;
  /** example -> text of the first label that had one: what people are shown. */
  firstText: Map<string, string>;
  /** Times of all events that were taken and have one, each with how often. */
  taken: Map<number, number>;
  deadLetters: number;
}

/** `records`: the whole events log, per partition in order. */
export function recompute(project: Project, records: LogRecord[][], partitionOf: (key: string) => number): Expected {
  const expected: Expected = {
    current: new Map(),
    labelEvents: records.map(() => []),
    given: new Map(),
    metGold: new Map(),
    firstText: new Map(),
    taken: new Map(),
    deadLetters: 0,
  };
  const testable = new Set<string>();
  records.forEach((own, partition) => {
    const seenFrom = new Map<string, number>();
    for (const record of own) {
      if (isRepeat(record, seenFrom)) continue;
      for (const event of eventsOf(record, project, expected)) {
        if (partitionOf(exampleKey(event)) !== partition) continue;
        apply(project, event, partition, expected);
        meetGold(event, testable, expected);
      }
    }
  });
  return expected;
}

function eventsOf(record: LogRecord, project: Project, expected: Expected): LabelingEvent[] {
  try {
    const events = decodeEventRecord(record.value, record.headers['content-type']);
    for (const event of events) {
      if ((event.atMs ?? 0) > sentAtMs(record) + dayMs) throw new InvalidInput('at', event.atMs, 'has yet to come');
      if (event.project !== project.id) throw new InvalidInput('project', event.project, 'is not the one of the test');
      if (event.kind === 'label' || event.kind === 'gold') resolveLabel(project, event.label);
    }
    return events;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    expected.deadLetters++;
    return [];
  }
}

function sentAtMs({ headers, timestampMs }: LogRecord): number {
  return Number(headers['qualm-sent-at-ms'] ?? timestampMs);
}

/** A crash may leave a forwarded record twice in the log. */
function isRepeat(record: LogRecord, seenFrom: Map<string, number>): boolean {
  const from = record.headers['qualm-sent-from'];
  if (from === undefined) return false;
  const [partition, offset] = from.split('/') as [string, string];
  if (Number(offset) <= (seenFrom.get(partition) ?? -1)) return true;
  seenFrom.set(partition, Number(offset));
  return false;
}

function apply(project: Project, event: LabelingEvent, partition: number, expected: Expected): void {
  const { atMs } = event;
  if (event.kind !== 'rescore' && atMs !== undefined) expected.taken.set(atMs, (expected.taken.get(atMs) ?? 0) + 1);
  if (event.kind === 'retract') expected.current.get(event.exampleId)?.delete(event.sourceId);
  if (event.kind !== 'label') return;
  const { exampleId, sourceId, text } = event;
  if (text !== undefined && !expected.firstText.has(exampleId)) expected.firstText.set(exampleId, text);
  const given = resolveLabel(project, event.label);
  expected.labelEvents[partition]!.push(`${exampleId}/${sourceId}/${given}`);
  const labels = expected.current.get(exampleId) ?? new Map<string, number>();
  expected.current.set(exampleId, labels);
  if (labels.get(sourceId) === given) return;
  labels.set(sourceId, given);
  expected.given.set(sourceId, (expected.given.get(sourceId) ?? 0) + 1);
}

/** @param testable examples whose gold may be tested against, as of now */
function meetGold(event: LabelingEvent, testable: Set<string>, { current, metGold }: Expected): void {
  const { exampleId } = event;
  if (event.kind === 'gold' && event.origin !== 'targeted') testable.add(exampleId);
  else if (event.kind === 'gold' || (event.kind === 'review' && event.outcome === 'undone')) testable.delete(exampleId);
  if (!testable.has(exampleId)) return;
  for (const sourceId of current.get(exampleId)?.keys() ?? []) {
    metGold.set(sourceId, (metGold.get(sourceId) ?? new Set()).add(exampleId));
  }
}
