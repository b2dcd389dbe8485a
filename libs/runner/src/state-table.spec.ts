import { describe, expect, it } from 'vitest';
import type { Ledger } from '#ledger';
import { StateTable } from './state-table.js';

/** A table of at most 4 ordinary states, of numbers that weigh what they are, and the ids that it asked the ledger for. */
function tableOf(): { table: StateTable<{ weight: number }>; asked: string[] } {
  const asked: string[] = [];
  const load: Ledger['load'] = async (_scope, addresses) =>
    addresses.map(({ id }) => {
      asked.push(id);
      return Uint8Array.of(Number(id.at(-1)));
    });
  const codec = {
    create: () => ({ weight: 1 }),
    encode: ({ weight }: { weight: number }) => Uint8Array.of(weight),
    decode: (bytes: Uint8Array) => ({ weight: bytes[0]! }),
    weigh: ({ weight }: { weight: number }) => weight,
  };
  return { table: new StateTable({ load } as Ledger, 'scope', codec, 4), asked };
}

async function touch(table: StateTable<{ weight: number }>, ...ids: string[]): Promise<void> {
  await table.load('group', ids);
  for (const id of ids) table.get('group', id);
  table.settle();
}

describe('StateTable', () => {
  it('keeps the most recently used states that weigh no more together than the bound', async () => {
    const { table, asked } = tableOf();
    await touch(table, 'a1', 'b1', 'c1');
    await touch(table, 'd3');
    asked.length = 0;
    await touch(table, 'c1', 'd3');
    expect(asked).toEqual([]);
    await touch(table, 'b1');
    expect(asked).toEqual(['b1']);
  });

  it('weighs a state again when it was moved', async () => {
    const { table, asked } = tableOf();
    await touch(table, 'a1', 'b1');
    table.get('group', 'b1').weight = 4;
    table.settle();
    asked.length = 0;
    await touch(table, 'b1');
    expect(asked).toEqual([]);
    await touch(table, 'a1');
    expect(asked).toEqual(['a1']);
  });
});
