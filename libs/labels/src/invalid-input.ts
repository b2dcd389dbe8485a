const shownLength = 80;

/** Something that came from outside cannot be taken. The message names the field and the value. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  /** The value, shortened for people; undefined when the field is missing or must not be shown. */
  readonly value: string | undefined;

  /** The message becomes `field: value says`, or `field: says` when `value` is undefined. */
  constructor(
    readonly field: string,
    value: unknown,
    says: string,
  ) {
    const shown = value === undefined ? undefined : shorten(value);
    super(shown === undefined ? `${field}: ${says}` : `${field}: ${shown} ${says}`);
    this.value = shown;
  }
}

/** `value` in at most some 80 characters; never the contents of an array or object. */
export function shorten(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cut(value));
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** At most `length` characters of `text`, with an ellipsis where something was left out. */
export function cut(text: string, length = shownLength): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The candidate that `name` was probably meant to be; undefined when none is near. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = comparable(name);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 4)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, comparable(candidate));
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** `; did you mean "x"?`, or nothing when no candidate is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearestName(name, candidates);
  return near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`;
}

/** example_id and exampleID are exampleId. Cut, so that a long name costs no time. */
function comparable(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '').slice(0, 64);
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let distance = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) distance = Math.min(distance, beforeLast[j - 2]! + 1);
      row.push(distance);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
