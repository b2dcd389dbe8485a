import { describe, expect, it } from 'vitest';
import type { LabelingEvent } from '#labels';
import type { LogRecord } from '#stream';
import { latencyOf } from './label-latency.js';

const SENT_MS = Date.UTC(2026, 0, 1);

function label(exampleId: string, atMs?: number) {
  const event = {
    kind: 'label',
    project: 'p',
    exampleId,
    sourceId: 's',
    label: 0,
    ...(atMs !== undefined && { atMs }),
  };
  const record = { timestampMs: SENT_MS, headers: {} };
  return { event: event as LabelingEvent, record: record as LogRecord };
}

describe('the latency of labels', () => {
  it("runs from the label's own time where it is near, else from the record's", () => {
    const labels = [
      label('no time'),
      label('near', SENT_MS - 2_000),
      label('of last week', SENT_MS - 7 * 86_400_000),
      label('of a clock that is ahead', SENT_MS + 60_000),
    ];
    expect(latencyOf(labels, SENT_MS + 500)).toEqual({ ms: [500, 2_500, 500, 500], slowestExampleId: 'near' });
  });

  it('is never negative', () => {
    expect(latencyOf([label('e')], SENT_MS - 40)).toEqual({ ms: [0], slowestExampleId: 'e' });
  });

  it('takes the time of a forwarded record from where it was first written', () => {
    const { event, record } = label('e');
    const forwarded = { ...record, headers: { 'qualm-sent-at-ms': String(SENT_MS - 1_000) } };
    expect(latencyOf([{ event, record: forwarded }], SENT_MS).ms).toEqual([1_000]);
  });
});
