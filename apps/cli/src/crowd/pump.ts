import { Pacer } from '../client/pacer.js';
import { crowdLabels, type Crowd, type CrowdLabel } from './crowd-stream.js';

export interface PumpOptions {
  /** Leave out so many labels at the beginning. */
  skip: number;
  /** Labels per write. */
  batchLabels: number;
  /** Infinity: as fast as the writes go. */
  perSecond: number;
  signal: AbortSignal;
  write(labels: CrowdLabel[]): Promise<void>;
  /** Told how far in the stream it is. */
  onWritten(labels: number): void;
}

/** Writes the crowd's labels, one batch after the other, at a steady rate; rejects with an AbortError on `signal`. */
export async function pump(crowd: Crowd, options: PumpOptions): Promise<void> {
  const { skip, batchLabels, perSecond, signal, write, onWritten } = options;
  const pacer = new Pacer(perSecond);
  let number = 0;
  let batch: CrowdLabel[] = [];
  const flush = async () => {
    await pacer.take(batch.length, signal);
    signal.throwIfAborted();
    await write(batch);
    batch = [];
    onWritten(number);
  };
  for (const label of crowdLabels(crowd)) {
    if (number++ < skip) continue;
    batch.push(label);
    if (batch.length === batchLabels) await flush();
  }
  if (batch.length > 0) await flush();
}
