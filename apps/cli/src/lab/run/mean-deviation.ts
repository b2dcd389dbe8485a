export interface MeanDeviation {
  mean: number;
  /** Of the sample (n - 1); 0 for a single value. */
  deviation: number;
}

export function meanDeviation(values: number[]): MeanDeviation {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}

/** "12.3 ± .4" of shares as percent, or of plain numbers with `scale` 1. */
export function shown(values: number[], { digits = 1, scale = 100 } = {}): string {
  if (values.length === 0 || values.some((value) => Number.isNaN(value))) return '-';
  const { mean, deviation } = meanDeviation(values);
  const text = (mean * scale).toFixed(digits);
  return values.length > 1 ? `${text} ± ${(deviation * scale).toFixed(digits)}` : text;
}
