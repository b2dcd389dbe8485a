import { describe, expect, it } from 'vitest';
import { csv, type CsvOptions } from './csv.js';
import { csvColumns, type WantedColumns } from './csv-columns.js';
import { connectorContract } from './testing/connector.contract.js';

const options: CsvOptions = {
  columns: { item: 0, worker: 1, label: 2, gold: 3, at: 4 },
  source: 'mturk-',
  goldOrigin: 'targeted',
};

connectorContract(csv, options, [
  ['i1', 'w1', 'cat'],
  ['i1', 'w1', 'cat', 'dog', '2026-03-02T09:30:01Z'],
]);

describe('a row', () => {
  it('is a label, with its truth and its time', () => {
    const atMs = Date.parse('2026-03-02T09:30:01Z');
    expect(csv.read(['i1', ' 7 ', 'cat', 'dog', '2026-03-02T09:30:01Z'], options).annotations).toEqual([
      {
        versionMs: atMs,
        atMs,
        exampleId: 'i1',
        sourceId: 'mturk-7',
        label: 'cat',
        gold: { label: 'dog', origin: 'targeted' },
      },
    ]);
  });

  it.each([
    [['i1', 'w1'], /^label: would be cell 3, but the row has 2$/],
    [['', 'w1', 'cat'], /^item: is missing$/],
    [['i1', 'w1', ''], /^label: is missing$/],
    [['i1', 'w1', 'cat', '', 'soon'], /^at: "soon" is not an ISO 8601 time/],
  ])('is refused: %j', (row, says) => {
    expect(() => csv.read(row, options)).toThrow(says);
  });
});

describe('columns', () => {
  const usual = { item: 0, worker: 1, label: 2 };
  it.each<[string[], WantedColumns, boolean | undefined, object]>([
    [['item', 'worker', 'label'], {}, undefined, { columns: usual, header: true }],
    [['Label', 'Example ID', 'source_id'], {}, undefined, { columns: { item: 1, worker: 2, label: 0 }, header: true }],
    [['0', '20', '3'], {}, undefined, { columns: usual, header: false }],
    [['0', '20', '3', '1'], { gold: '4' }, undefined, { columns: { ...usual, gold: 3 }, header: false }],
    [
      ['a', 'b', 'c'],
      { item: 'c', worker: 'b', label: 'A' },
      undefined,
      { columns: { item: 2, worker: 1, label: 0 }, header: true },
    ],
    [
      ['a', 'b', 'c'],
      { item: '3', worker: '2', label: '1' },
      undefined,
      { columns: { item: 2, worker: 1, label: 0 }, header: false },
    ],
    [
      ['a', 'b', 'c'],
      { item: '3', worker: '2', label: '1' },
      true,
      { columns: { item: 2, worker: 1, label: 0 }, header: true },
    ],
    [['item', 'worker', 'label'], {}, false, { columns: usual, header: false }],
    [
      ['id', 'text', 'annotator', 'choice', 'task'],
      {},
      undefined,
      { columns: { item: 4, worker: 2, label: 3 }, header: true },
    ],
  ])('of %j with %j (header %s)', (first, wanted, header, found) => {
    expect(csvColumns(first, wanted, header)).toEqual(found);
  });

  it.each<[WantedColumns, boolean | undefined, RegExp]>([
    [
      { label: 'labell' },
      undefined,
      /^label: "labell" is not a column of the header \(item, worker, label\); did you mean "label"\?/,
    ],
    [{ label: 'kind' }, false, /^label: "kind" is the name of a column, and the file has no header/],
  ])('that are not there are refused: %j', (wanted, header, says) => {
    expect(() => csvColumns(['item', 'worker', 'label'], wanted, header)).toThrow(says);
  });

  it('that a header does not have are asked for', () => {
    expect(() => csvColumns(['a', 'b', 'c'], {}, true)).toThrow(/^item: is not a column .*; name it with --item/);
  });
});
