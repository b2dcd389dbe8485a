import { describe, expect, it } from 'vitest';
import type { AlertJson } from '#labels';
import type { CrowdLabel } from '../crowd/crowd-stream.js';
import { firstAlarms, measure, type JudgedExample } from './measure.js';

function labelsOf(exampleId: string, truth: number, given: number[], isGold = false): CrowdLabel[] {
  return given.map((label, n) => {
    return { exampleId, image: 0, sourceId: `s${n}`, given: label, truth, isFirst: n === 0, isGold };
  });
}

function alert(seq: number, sourceId: string, state: 'open' | 'resolved'): AlertJson {
  return { seq, sourceId, state, labels: seq } as AlertJson;
}

function judgedAs(label: number, ...suspects: string[]): JudgedExample {
  return { label, suspects: new Set(suspects) };
}

describe('measure', () => {
  const labels = [
    ...labelsOf('agreed', 1, [1, 1, 1]),
    ...labelsOf('outvoted', 2, [3, 3, 2]),
    ...labelsOf('tied', 4, [4, 5]),
    ...labelsOf('tied-wrong', 6, [7, 8]),
    ...labelsOf('honeypot', 9, [0, 0, 0], true),
  ];
  const judged = new Map([
    ['agreed', judgedAs(1, 's2')],
    ['outvoted', judgedAs(2, 's0', 's1')],
    ['tied', judgedAs(5, 's0')],
    ['tied-wrong', judgedAs(7)],
    ['honeypot', judgedAs(9, 's0', 's1', 's2')],
  ]);

  it('leaves the honeypots out', () => {
    expect(measure(labels, judged)).toMatchObject({ examples: 4, honeypots: 1, labels: 10 });
  });

  it('compares labels, majority and corrections on the same examples', () => {
    const { given, majority, corrected } = measure(labels, judged);
    expect(given).toBeCloseTo(5 / 10);
    expect(majority).toBeCloseTo((1 + 0 + 0.5 + 0) / 4);
    expect(corrected).toBeCloseTo(2 / 4);
  });

  it('counts the wrong labels that were flagged', () => {
    const { wrongLabels, flagged, precision, recall } = measure(labels, judged);
    expect([wrongLabels, flagged]).toEqual([5, 4]);
    expect(precision).toBeCloseTo(2 / 4);
    expect(recall).toBeCloseTo(2 / 5);
  });

  it('takes an example that the service does not know for not corrected', () => {
    expect(measure(labels, new Map()).corrected).toBe(0);
    expect(measure(labels, new Map()).recall).toBe(0);
  });
});

it('knows the first opening of each source, whatever the order', () => {
  const alarms = firstAlarms([
    alert(5, 'b', 'open'),
    alert(4, 'a', 'open'),
    alert(3, 'a', 'resolved'),
    alert(2, 'a', 'open'),
  ]);
  expect([...alarms].map(([sourceId, { seq }]) => [sourceId, seq])).toEqual([
    ['a', 2],
    ['b', 5],
  ]);
});
