/** One line of a body, without its end. */
export interface Line {
  /** 0-based. */
  number: number;
  /** Absent when the line is longer than allowed: it was skipped. */
  bytes?: Buffer;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The lines of a body as they come, those of one chunk at a time; empty ones are left out. Holds one line and one chunk,
 * never the body: who does not read on holds the sender back.
 */
export async function* ndjsonLines(body: AsyncIterable<Buffer>, maxLineBytes: number): AsyncGenerator<Line[]> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (end: Buffer): Line => {
    const whole = length + end.length;
    const bytes = parts.length === 0 ? end : Buffer.concat([...parts, end]);
    parts = [];
    length = 0;
    return whole > maxLineBytes ? { number: number++ } : { number: number++, bytes: trimmed(bytes) };
  };
  for await (const chunk of body) {
    const lines: Line[] = [];
    let from = 0;
    for (let to = chunk.indexOf(lineFeed); to >= 0; to = chunk.indexOf(lineFeed, from)) {
      lines.push(take(chunk.subarray(from, to)));
      from = to + 1;
    }
    const rest = chunk.subarray(from);
    length += rest.length;
    // Of a line that is too long, only its length is of interest.
    if (length <= maxLineBytes) parts.push(rest);
    yield lines.filter(isLine);
  }
  if (length > 0) yield [take(Buffer.alloc(0))].filter(isLine);
}

function trimmed(bytes: Buffer): Buffer {
  return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
}

function isLine({ bytes }: Line): boolean {
  return bytes === undefined || bytes.length > 0;
}
