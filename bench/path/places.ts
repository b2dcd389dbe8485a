import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger, type Ledger } from '#ledger';
import { openLog, type Log } from '#stream';

/** An empty ledger and an empty log. */
export interface Place {
  ledger: Ledger;
  log: Log;
  close(): Promise<void>;
}

export const partitions = 4;

export async function embeddedPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-path-'));
  const ledger = await openLedger({ kind: 'lmdb', path: join(folder, 'ledger') });
  const log = await openLog({ kind: 'local', path: join(folder, 'log') });
  const close = async () => {
    await log.close();
    await ledger.close();
    rmSync(folder, { recursive: true });
  };
  return { ledger, log, close };
}

export async function kafkaPlace(brokers: string[], redisUrl: string): Promise<Place> {
  const name = `path-${randomUUID().slice(0, 8)}`;
  const ledger = await openLedger({ kind: 'redis', url: redisUrl, keyPrefix: `${name}:` });
  const log = await openLog({ kind: 'kafka', brokers, clientId: 'bench', topicPrefix: `${name}.`, partitions });
  const close = async () => {
    await log.close();
    await ledger.close();
  };
  return { ledger, log, close };
}
