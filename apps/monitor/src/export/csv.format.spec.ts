import { describe, expect, it } from 'vitest';
import { csvCell } from './csv.format.js';
import type { Cell, ColumnType } from './table.js';

describe('a cell of a CSV', () => {
  it.each<[Cell, ColumnType, string]>([
    ['plain', 'text', 'plain'],
    ['a,b', 'text', '"a,b"'],
    ['say "no"', 'text', '"say ""no"""'],
    ['two\r\nlines', 'text', '"two\r\nlines"'],
    ['=1+1', 'text', "'=1+1"],
    ['+49 30', 'text', "'+49 30"],
    ['-5', 'text', "'-5"],
    ['@SUM(A1,A2)', 'class', `"'@SUM(A1,A2)"`],
    ['\tx', 'text', "'\tx"],
    ['a=b', 'text', 'a=b'],
    ["'", 'text', "'"],
    [-0.25, 'share', '-0.25'],
    [3, 'class', '3'],
    [0, 'count', '0'],
    [true, 'flag', 'true'],
    [new Date(0), 'time', '1970-01-01T00:00:00.000Z'],
    [null, 'text', ''],
  ])('%j of type %s', (cell, type, text) => {
    expect(csvCell(cell, { name: 'x', type })).toBe(text);
  });
});
