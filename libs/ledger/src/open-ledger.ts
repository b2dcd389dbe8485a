import type { Ledger } from './ledger.js';
import type { LmdbLedgerOptions } from './lmdb.ledger.js';
import type { RedisLedgerOptions } from './redis.ledger.js';

export type { LmdbLedgerOptions, RedisLedgerOptions };

export type LedgerSettings = ({ kind: 'lmdb' } & LmdbLedgerOptions) | ({ kind: 'redis' } & RedisLedgerOptions);

/** An open ledger. The driver of the other kind is never loaded. @throws in words when it cannot be opened */
export async function openLedger(settings: LedgerSettings): Promise<Ledger> {
  const ledger = await makeLedger(settings);
  await ledger.open();
  return ledger;
}

async function makeLedger(settings: LedgerSettings): Promise<Ledger> {
  switch (settings.kind) {
    case 'lmdb': {
      const { LmdbLedger } = await import('./lmdb.ledger.js');
      return new LmdbLedger(settings);
    }
    case 'redis': {
      const { RedisLedger } = await import('./redis.ledger.js');
      return new RedisLedger(settings);
    }
    default: {
      const exhaustive: never = settings;
      throw new TypeError(`no such kind of ledger: ${JSON.stringify((exhaustive as { kind: unknown }).kind)}`);
    }
  }
}
