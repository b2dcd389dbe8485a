import type { JsonObject } from '#labels';

export interface JsonItem {
  value: JsonObject;
  /** 1-based line where it begins. */
  line: number;
  /** Of the file, with it. */
  bytesRead: number;
}

/**
 * The objects of a JSON text that is a list of them, or a single one, as they come: no more is held than one of them and a
 * piece of the text.
 *
 * @throws Error naming the line where the text is not that
 */
export async function* jsonItems(chunks: AsyncIterable<Uint8Array>, maxItemBytes: number): AsyncGenerator<JsonItem> {
  const scanner = new Scanner(maxItemBytes);
  for await (const chunk of chunks) yield* scanner.take(chunk);
  scanner.end();
}

/** What may stand next outside of items, and what after it. */
const grammar = {
  start: { '[': 'item or end', '{': 'nothing' },
  'item or end': { '{': 'comma or end', ']': 'nothing' },
  item: { '{': 'comma or end' },
  'comma or end': { ',': 'item', ']': 'nothing' },
  nothing: {},
} as const satisfies Record<string, Record<string, string>>;
type Place = keyof typeof grammar;
const expected: Record<Place, string> = {
  start: 'a list of objects',
  'item or end': 'an object or the end of the list',
  item: 'an object',
  'comma or end': 'a comma or the end of the list',
  nothing: 'nothing more',
};

const code = (character: string) => character.charCodeAt(0);
const quote = code('"');
const backslash = code('\\');
const newline = code('\n');
const opening = [code('{'), code('[')];
const closing = [code('}'), code(']')];

class Scanner {
  private place: Place = 'start';
  private line = 1;
  private bytesRead = 0;
  /** Of the item in hand: what of it stood in the chunks before, its first line, and where in it the scanner is. */
  private held: Uint8Array[] = [];
  private heldBytes = 0;
  private startLine = 1;
  private depth = 0;
  private inString = false;
  private isEscaped = false;

  constructor(private readonly maxItemBytes: number) {}

  *take(chunk: Uint8Array): Generator<JsonItem> {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (byte === newline) this.line++;
      if (this.depth === 0) {
        if (this.begins(byte, this.bytesRead + at)) start = at;
      } else if (this.ends(byte)) {
        this.hold(chunk.subarray(start, at + 1));
        yield this.item(this.bytesRead + at + 1);
      }
    }
    if (this.depth > 0) this.hold(chunk.subarray(start));
    this.bytesRead += chunk.length;
  }

  end(): void {
    if (this.depth > 0) throw new Error(`line ${this.startLine}: the file ends inside of the object that begins here`);
    if (this.place !== 'nothing')
      throw new Error(`line ${this.line}: the file ends where ${expected[this.place]} should stand`);
  }

  /** Outside of items: whether one begins. */
  private begins(byte: number, at: number): boolean {
    const character = String.fromCharCode(byte);
    const isByteOrderMark = at < 3 && byte >= 0x80;
    if (isByteOrderMark || ' \t\r\n'.includes(character)) return false;
    const next = (grammar[this.place] as Record<string, Place | undefined>)[character];
    if (next === undefined) {
      throw new Error(`line ${this.line}: ${JSON.stringify(character)} stands where ${expected[this.place]} should`);
    }
    this.place = next;
    if (character !== '{') return false;
    this.depth = 1;
    this.startLine = this.line;
    return true;
  }

  /** Inside of an item: whether it ends. */
  private ends(byte: number): boolean {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === quote) this.inString = !this.inString;
    else if (this.inString) this.isEscaped = byte === backslash;
    else if (opening.includes(byte)) this.depth++;
    else if (closing.includes(byte)) this.depth--;
    return this.depth === 0;
  }

  private hold(part: Uint8Array): void {
    this.heldBytes += part.length;
    if (this.heldBytes > this.maxItemBytes) {
      throw new Error(`line ${this.startLine}: the object that begins here has more than ${this.maxItemBytes} bytes`);
    }
    this.held.push(part);
  }

  private item(bytesRead: number): JsonItem {
    const text = Buffer.concat(this.held).toString('utf8');
    this.held = [];
    this.heldBytes = 0;
    try {
      return { value: JSON.parse(text) as JsonObject, line: this.startLine, bytesRead };
    } catch (error) {
      throw new Error(`line ${this.startLine}: the object that begins here is not JSON: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}
