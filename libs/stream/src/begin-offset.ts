import { FatalError } from './log.js';
import type { Notice } from './notice.js';

/** What the log holds of one partition: offsets in `[low, end)`. */
export interface PartitionRange {
  low: number;
  end: number;
}

/**
 * Where reading really begins when `start` wants `wanted`. Records that retention removed cannot be read: said aloud
 * and skipped (a position of 0 means "from the beginning" and is not worth a word).
 * @throws FatalError when the log ends before `wanted`: it was made anew or lost records, and what a stage knows is
 * no longer about this log.
 */
export function beginOffset(partition: string, wanted: number, range: PartitionRange, notice: Notice): number {
  if (!Number.isSafeInteger(wanted) || wanted < 0)
    throw new FatalError(`${partition}: start() gave ${String(wanted)}, which is no offset`);
  if (wanted > range.end)
    throw new FatalError(
      `${partition} ends at offset ${range.end}, yet its reader stands at ${wanted}: the log was made anew or lost records`,
    );
  if (wanted >= range.low) return wanted;
  if (wanted > 0)
    notice('error', `${partition}: offsets ${wanted} to ${range.low - 1} are gone (retention) before they were read`);
  return range.low;
}
