import { ByteReader, ByteWriter } from '#noise';
import type { PendingLabel } from './source-state.js';

/** Example ids, and the numbers of all labels in a row. */
export type PackedPending = [string[], Uint8Array];

export function packPending(pending: PendingLabel[]): PackedPending {
  const writer = new ByteWriter();
  for (const { given, rank, belief } of pending) {
    writer.write(given);
    writer.write(rank);
    writer.write(belief.classes.length);
    for (let n = 0; n < belief.classes.length; n++) {
      writer.write(belief.classes[n]!);
      writer.write(belief.units[n]!);
    }
  }
  return [pending.map((p) => p.exampleId), writer.toBytes()];
}

export function unpackPending([exampleIds, numbers]: PackedPending): PendingLabel[] {
  const reader = new ByteReader(numbers);
  return exampleIds.map((exampleId) => {
    const [given, rank, length] = [reader.read(), reader.read(), reader.read()];
    const belief: PendingLabel['belief'] = { classes: [], units: [] };
    for (let n = 0; n < length; n++) {
      belief.classes.push(reader.read());
      belief.units.push(reader.read());
    }
    return { exampleId, given, belief, rank };
  });
}
