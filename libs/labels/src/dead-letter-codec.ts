import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { isUtf8 } from 'node:buffer';
import { checkChoice, checkInteger, checkObject } from './checks.js';
import { DeadLetterSchema, type DeadLetter as Message } from './gen/qualm/v1/dead_letter_pb.js';
import { InvalidInput } from './invalid-input.js';
import { checkAtMs, parseAt } from './time.js';
import type { DeadLetter } from './verdict.js';
import {
  contentTypes,
  formatOf,
  jsonRecord,
  parseJson,
  parseProtobuf,
  safeNumber,
  type EncodedRecord,
  type WireFormat,
} from './wire.js';

type DeadLetterInit = Exclude<MessageInitShape<typeof DeadLetterSchema>, Message>;

/** So much of a record is kept that its dead letter, as JSON, stays below Kafka's usual limit of 1 MB. */
const maxKeptBytes = 384 * 1024;
/** Control characters that are not space: no text that a person wrote, and six bytes each in JSON. */
// oxlint-disable-next-line no-control-regex -- that is what it looks for
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** The dead letter of the record `value` at `(partition, offset)`, which `error` says cannot be taken. */
export function deadLetterOf(
  value: Uint8Array,
  error: Error,
  place: Pick<DeadLetter, 'partition' | 'offset' | 'atMs'>,
): DeadLetter {
  const whole = value.byteLength <= maxKeptBytes;
  const reason = whole ? error.message : `${error.message} (first ${maxKeptBytes} of ${value.byteLength} bytes kept)`;
  const { partition, offset, atMs } = place;
  const field = error instanceof InvalidInput ? { field: error.field } : {};
  return { partition, offset, reason, ...field, ...readable(value.subarray(0, maxKeptBytes)), atMs };
}

/** UTF-8 text as it is, anything else as base64. */
function readable(value: Uint8Array): Pick<DeadLetter, 'text' | 'encoding'> {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const text = isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  if (text !== undefined && !control.test(text)) return { text, encoding: 'utf8' };
  return { text: bytes.toString('base64'), encoding: 'base64' };
}

/** A dead letter as users read it in JSON, in this order of fields. */
export type DeadLetterJson = Omit<DeadLetter, 'atMs'> & { /** ISO 8601, UTC. */ at: string };

export function deadLetterJson(letter: DeadLetter): DeadLetterJson {
  const { partition, offset, field, reason, text, encoding, atMs } = letter;
  const blamed = field === undefined ? {} : { field };
  return { partition, offset, ...blamed, reason, text, encoding, at: new Date(atMs).toISOString() };
}

export function encodeDeadLetter(letter: DeadLetter, format: WireFormat): EncodedRecord {
  if (format === 'json') return jsonRecord(deadLetterJson(letter));
  const init: DeadLetterInit = {
    partition: letter.partition,
    offset: BigInt(letter.offset),
    reason: letter.reason,
    field: letter.field ?? '',
    record:
      letter.encoding === 'utf8'
        ? { case: 'text', value: letter.text }
        : { case: 'binary', value: Buffer.from(letter.text, 'base64') },
    atMs: BigInt(letter.atMs),
  };
  return { value: toBinary(DeadLetterSchema, create(DeadLetterSchema, init)), contentType: contentTypes.protobuf };
}

/** Fields that it does not know are ignored. @throws InvalidInput when the bytes are not a dead letter. */
export function decodeDeadLetter(value: Uint8Array, contentType?: string): DeadLetter {
  if (formatOf(value, contentType) === 'json') return fromJson(parseJson(value));
  return fromMessage(parseProtobuf(DeadLetterSchema, value));
}

function fromMessage({ partition, offset, reason, field, record, atMs }: Message): DeadLetter {
  const text = record.case === 'binary' ? Buffer.from(record.value).toString('base64') : (record.value ?? '');
  return {
    partition,
    offset: safeNumber('offset', offset),
    reason,
    ...(field !== '' && { field }),
    text,
    encoding: record.case === 'binary' ? 'base64' : 'utf8',
    atMs: checkAtMs('at_ms', Number(atMs)),
  };
}

function fromJson(json: unknown): DeadLetter {
  const input = checkObject('dead letter', json);
  const { field, reason, text } = input;
  const atMs = parseAt('at', input['at']);
  if (atMs === undefined) throw new InvalidInput('at', undefined, 'is missing');
  if (typeof reason !== 'string') throw new InvalidInput('reason', reason, 'is not a string');
  if (typeof text !== 'string') throw new InvalidInput('text', text, 'is not a string');
  return {
    partition: checkInteger('partition', input['partition'], 0, 2 ** 31 - 1),
    offset: checkInteger('offset', input['offset'], 0, Number.MAX_SAFE_INTEGER),
    reason,
    ...(typeof field === 'string' && { field }),
    text,
    encoding: checkChoice('encoding', input['encoding'], ['utf8', 'base64']),
    atMs,
  };
}
