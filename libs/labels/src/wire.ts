import { fromBinary, type DescMessage, type MessageShape } from '@bufbuild/protobuf';
import { InvalidInput, cut } from './invalid-input.js';

/** Values of the header `content-type`. */
export const contentTypes = { json: 'application/json', protobuf: 'application/x-protobuf' } as const;
export type WireFormat = keyof typeof contentTypes;

/** A record's value, and the header that says how to read it. */
export interface EncodedRecord {
  value: Uint8Array;
  contentType: (typeof contentTypes)[WireFormat];
}

const byteOrderMark = [0xef, 0xbb, 0xbf];
const jsonSpace = new Set([0x20, 0x09, 0x0a, 0x0d]);
const openBrace = 0x7b;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Format of a record by its content-type; without one it is JSON if the first byte that is not space is `{`. A protobuf
 * event never looks so: after its first tag (a line feed) and length comes a project id, which holds no brace.
 * @throws InvalidInput on another content-type.
 */
export function formatOf(value: Uint8Array, contentType: string | undefined): WireFormat {
  if (contentType === contentTypes.protobuf) return 'protobuf';
  if (contentType === undefined || contentType === '') return looksLikeJson(value) ? 'json' : 'protobuf';
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  if (type === contentTypes.json) return 'json';
  if (type === contentTypes.protobuf) return 'protobuf';
  throw new InvalidInput('content-type', contentType, `is neither ${contentTypes.json} nor ${contentTypes.protobuf}`);
}

function looksLikeJson(value: Uint8Array): boolean {
  let at = byteOrderMark.every((byte, index) => value[index] === byte) ? byteOrderMark.length : 0;
  while (jsonSpace.has(value[at]!)) at++;
  return value[at] === openBrace;
}

/** @throws InvalidInput when the bytes are not UTF-8 or not JSON. */
export function parseJson(value: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(value);
  } catch {
    throw new InvalidInput('record', value, 'are not UTF-8');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new InvalidInput('record', undefined, `is not JSON: ${cut((error as Error).message, 160)}`);
  }
}

/** @throws InvalidInput when the bytes are not a message of this schema. Fields that it does not know are ignored. */
export function parseProtobuf<S extends DescMessage>(schema: S, value: Uint8Array): MessageShape<S> {
  try {
    return fromBinary(schema, value, { readUnknownFields: false });
  } catch (error) {
    const says = error instanceof Error ? cut(error.message, 160) : 'unreadable';
    throw new InvalidInput('record', value, `are not a protobuf ${schema.name}: ${says}`);
  }
}

export function jsonRecord(value: object): EncodedRecord {
  return { value: Buffer.from(JSON.stringify(value)), contentType: contentTypes.json };
}

/** @throws InvalidInput when a 64-bit integer is beyond what a number holds exactly. */
export function safeNumber(field: string, value: bigint): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new InvalidInput(field, value, 'is beyond 2^53');
}

/** Our words and a protobuf enum's numbers; 0 is unspecified in each of them. */
export class EnumWords<W extends string, N extends number> {
  private readonly words: Map<number, W>;

  constructor(
    private readonly field: string,
    private readonly numbers: Record<W, N>,
  ) {
    this.words = new Map((Object.keys(numbers) as W[]).map((word) => [numbers[word], word]));
  }

  get all(): readonly W[] {
    return [...this.words.values()];
  }

  toNumber(word: W): N {
    return this.numbers[word];
  }

  /** @throws InvalidInput on a number that stands for no word. */
  toWord(number: number): W {
    const word = this.words.get(number);
    if (word !== undefined) return word;
    throw new InvalidInput(this.field, number, `is not one of ${this.all.join(', ')}`);
  }
}
