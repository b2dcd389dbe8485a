import type { Ledger } from '#ledger';
import { scopeOf } from '#runner';
import type { Log } from '#stream';
import { groups } from '../addresses.js';
import { sequencesCodec } from '../judge-stage.js';

/** Whether JUDGE ever judged a label of a project. One that still waits in the log was not. */
export async function hasLabels({ ledger, log }: { ledger: Ledger; log: Log }, project: string): Promise<boolean> {
  for (let partition = 0; partition < log.partitions('events'); partition++) {
    const [bytes] = await ledger.load(scopeOf('judge', partition), [{ group: groups.sequences, id: project }]);
    if (bytes && sequencesCodec.decode(bytes).verdict > 0) return true;
  }
  return false;
}
