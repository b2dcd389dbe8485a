/** Below this share of the largest entry a pivot is taken for 0. */
const SINGULAR = 1e-9;

/** `a` `[N, M]` times `b` `[M, K]`. @returns `[N, K]` */
export function multiplied(a: number[][], b: number[][]): number[][] {
  return a.map((row) => b[0]!.map((_, k) => row.reduce((sum, value, m) => sum + value * b[m]![k]!, 0)));
}

/**
 * Inverse of a square matrix `[K, K]` by elimination with the largest pivot of each column.
 *
 * @throws RangeError when it has none
 */
export function inverted(matrix: number[][]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, n) => [...row, ...row.map((_, k) => (k === n ? 1 : 0))]);
  const smallest = SINGULAR * Math.max(...matrix.flat().map(Math.abs));
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let n = column; n < size; n++) if (Math.abs(rows[n]![column]!) > Math.abs(rows[best]![column]!)) best = n;
    const pivotRow = rows[best]!;
    if (!(Math.abs(pivotRow[column]!) > smallest)) throw new RangeError(`the matrix has no inverse: column ${column}`);
    [rows[column], rows[best]] = [pivotRow, rows[column]!];
    rows[column] = pivotRow.map((value) => value / pivotRow[column]!);
    rows.forEach((row, n) => n !== column && eliminate(row, rows[column]!, row[column]!));
  }
  return rows.map((row) => row.slice(size));
}

function eliminate(row: number[], pivotRow: number[], factor: number): void {
  for (let k = 0; k < row.length; k++) row[k]! -= factor * pivotRow[k]!;
}
