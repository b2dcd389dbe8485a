import { cut, didYouMean, InvalidInput } from '#labels';

/** Where in a row each thing stands, from 0. */
export interface CsvColumns {
  item: number;
  worker: number;
  label: number;
  gold?: number;
  at?: number;
  text?: number;
}

/** The name of a column, or its number from 1; absent: the usual names, or the usual order. */
export type WantedColumns = { [field in keyof CsvColumns]?: string };

/** The likelier first. */
const usualNames: Partial<Record<keyof CsvColumns, readonly string[]>> = {
  item: ['item', 'example', 'exampleid', 'itemid', 'task', 'taskid', 'id'],
  worker: ['worker', 'source', 'sourceid', 'workerid', 'annotator', 'annotatorid', 'user'],
  label: ['label', 'answer', 'class', 'choice'],
};
const usualOrder: Partial<CsvColumns> = { item: 0, worker: 1, label: 2 };
const fields = ['item', 'worker', 'label', 'gold', 'at', 'text'] as const;

/**
 * @param first cells of the first row
 * @param header whether that row holds names; absent: it does when the columns can be found in it by name
 * @throws InvalidInput when a column that was asked for is not there
 */
export function csvColumns(
  first: string[],
  wanted: WantedColumns,
  header?: boolean,
): { columns: CsvColumns; header: boolean } {
  const names = first.map(comparable);
  const named = fields.find((field) => wanted[field] !== undefined && !isNumber(wanted[field]));
  const isHeader = header ?? (named !== undefined || looksLikeHeader(names, wanted));
  if (!isHeader && named !== undefined) {
    throw new InvalidInput(named, wanted[named], 'is the name of a column, and the file has no header: say its number');
  }
  const found = fields.map((field) => [field, columnOf(field, wanted[field], isHeader ? names : undefined)] as const);
  const columns = Object.fromEntries(found.filter(([, column]) => column !== undefined));
  return { columns: columns as unknown as CsvColumns, header: isHeader };
}

function columnOf(field: keyof CsvColumns, wanted: string | undefined, names?: string[]): number | undefined {
  if (wanted !== undefined && isNumber(wanted)) return Number(wanted) - 1;
  if (wanted === undefined && (names === undefined || usualNames[field] === undefined)) return usualOrder[field];
  const usable = wanted === undefined ? usualNames[field]! : [comparable(wanted)];
  const column = usable.map((name) => names!.indexOf(name)).find((at) => at !== -1);
  if (column !== undefined) return column;
  const near = wanted === undefined ? `; name it with --${field}` : didYouMean(wanted, names!);
  throw new InvalidInput(field, wanted, `is not a column of the header (${cut(names!.join(', '))})${near}`);
}

function looksLikeHeader(names: string[], wanted: WantedColumns): boolean {
  return (['item', 'worker', 'label'] as const).every((field) => {
    const at = wanted[field];
    const cells = at === undefined ? names : [names[Number(at) - 1]];
    return usualNames[field]!.some((name) => cells.includes(name));
  });
}

function isNumber(text: string | undefined): boolean {
  return /^[1-9]\d{0,3}$/.test(text ?? '');
}

/** Example_Id is exampleid. */
function comparable(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}
