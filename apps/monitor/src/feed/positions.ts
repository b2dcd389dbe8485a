import { InvalidInput } from '#labels';
import type { Positions } from './record-ring.js';

/** `partition-offset`, joined by dots: the id of an event of a stream. It means the same in every monitor. */
export function positionsText(positions: Positions): string {
  const sorted = [...positions].sort((a, b) => a[0] - b[0]);
  return sorted.map(([partition, offset]) => `${partition}-${offset}`).join('.');
}

/** @throws InvalidInput when it is not the id of an event of ours */
export function parsePositions(text: string): Positions {
  const positions: Positions = new Map();
  for (const part of text === '' ? [] : text.split('.')) {
    const [, partition, offset] = /^(\d{1,9})-(\d{1,15})$/.exec(part) ?? [];
    if (partition === undefined)
      throw new InvalidInput('Last-Event-ID', text, 'is not the id of an event of this stream');
    positions.set(Number(partition), Number(offset));
  }
  return positions;
}
