import { InvalidArgumentError } from 'commander';

/** A commander parser for whole numbers. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    const upTo = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `from ${min} to ${max}`;
    throw new InvalidArgumentError(`It must be a whole number, ${upTo}.`);
  };
}

/** "200", "200/s" or "max". */
export function ratePerSecond(text: string): number {
  if (text === 'max') return Infinity;
  const value = Number(/^(\d+(?:\.\d+)?)(?:\/s)?$/.exec(text)?.[1] ?? Number.NaN);
  if (value > 0) return value;
  throw new InvalidArgumentError('It must be labels per second, like 200 or 200/s, or max.');
}
