import { describe, expect, it } from 'vitest';
import { ClassNames } from './class-names.js';

function of(...labels: (number | string)[]): ClassNames {
  const names = new ClassNames();
  for (const label of labels) names.add(label);
  return names;
}

describe('classes', () => {
  it.each([
    [['1', '0', '1', '3'], 4],
    [[0, 1], 2],
    [
      ['1', '2', '10'],
      ['1', '2', '10'],
    ],
    [
      ['0', '1', '01'],
      ['0', '01', '1'],
    ],
    [
      ['dog', 'cat', 'b10', 'b9'],
      ['b9', 'b10', 'cat', 'dog'],
    ],
    [
      ['0', '20000'],
      ['0', '20000'],
    ],
  ])('of %j are %j', (labels, classes) => {
    expect(of(...labels).classes).toEqual(classes);
  });

  it('are two at least', () => {
    expect(() => of().classes).toThrow(/the file has none/);
    expect(() => of('cat').classes).toThrow(/the file has "cat" only/);
    expect(() => of('0').classes).toThrow(/the file has "0" only/);
  });

  it('are not more than a project may have', () => {
    const labels = Array.from({ length: 10_001 }, (_, n) => `n${n}`);
    expect(() => of(...labels)).toThrow(/more than 10000 classes \(n0, n1, .*right column/);
  });
});
