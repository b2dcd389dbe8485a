import { timeOf } from './forwarded-records.js';
import type { ReadEvent } from './read-events.js';

/** How long the labels of one batch and project took from when they were made until their verdicts were published. */
export interface LabelLatency {
  /** One for each label. */
  ms: number[];
  /** Example of the label that took longest. */
  slowestExampleId: string;
}

/** A label sent this much after it was made waited at its sender's, not here. */
const NEAR_MS = 5 * 60_000;

/**
 * @param labels of one project, at least one
 * @param nowMs when their verdicts were published
 */
export function latencyOf(labels: Pick<ReadEvent, 'event' | 'record'>[], nowMs: number): LabelLatency {
  let slowest = 0;
  const ms = labels.map((label) => Math.max(0, nowMs - madeAtMs(label)));
  for (let n = 1; n < ms.length; n++) if (ms[n]! > ms[slowest]!) slowest = n;
  return { ms, slowestExampleId: labels[slowest]!.event.exampleId };
}

/** The label's own time where it is near the record's, else the record's: that one is the log's clock. */
function madeAtMs({ event, record }: Pick<ReadEvent, 'event' | 'record'>): number {
  const sentAtMs = timeOf(record);
  const { atMs = sentAtMs } = event;
  return atMs <= sentAtMs && sentAtMs - atMs <= NEAR_MS ? atMs : sentAtMs;
}
