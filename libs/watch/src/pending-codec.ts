import type { PendingLabel } from './source-state.js';
import type { StateReader, StateWriter } from './state-bytes.js';

export function writePending(to: StateWriter, pending: PendingLabel[]): void {
  to.count(pending.length);
  for (const { exampleId, given, rank, belief } of pending) {
    to.name(exampleId);
    to.count(given, rank, belief.classes.length);
    for (let n = 0; n < belief.classes.length; n++) to.count(belief.classes[n]!, belief.units[n]!);
  }
}

export function readPending(from: StateReader): PendingLabel[] {
  return from.many(() => {
    const [exampleId, given, rank] = [from.name(), from.count(), from.count()];
    const belief: PendingLabel['belief'] = { classes: [], units: [] };
    for (let left = from.count(); left > 0; left--) {
      belief.classes.push(from.count());
      belief.units.push(from.count());
    }
    return { exampleId, given, belief, rank };
  });
}
