import { Packr } from 'msgpackr';
import type { Output, StoredOutput } from './ledger.js';

type Fields = [topic: string, key: string, partition: number | null, headers: [string, string][], value: Uint8Array];

const packr = new Packr({ useRecords: false });

/** Header and value of an output in one binary value (MessagePack). The id is not in it: the store numbers outputs. */
export function encodeOutput({ topic, key, partition, headers, value }: Output): Buffer {
  const fields: Fields = [topic, key, partition ?? null, Object.entries(headers), value];
  return packr.pack(fields);
}

export function decodeOutput(id: number, bytes: Uint8Array): StoredOutput {
  const [topic, key, partition, headers, value] = packr.unpack(bytes) as Fields;
  return {
    id,
    topic,
    key,
    ...(partition === null ? {} : { partition }),
    headers: Object.fromEntries(headers),
    value,
  };
}
