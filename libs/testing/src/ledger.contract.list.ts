import { expect, it } from 'vitest';
import type { Ledger, StateWrite } from '#ledger';
import type { GetLedger } from './ledger.contract.fixtures.js';
import { commitNext, group, scope, state, textOf } from './ledger.contract.fixtures.js';

const stayingIds = Array.from({ length: 2_500 }, (_, i) => `example ${i}`);

const added = (page: number): StateWrite[] => Array.from({ length: 400 }, (_, i) => state(`new ${page}/${i}`));

/** Every entry seen, page by page; `between` is called after each page. */
async function listAll(ledger: Ledger, limit: number, between = async (_page: number): Promise<unknown> => undefined) {
  const seen: [id: string, text: string | undefined][] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await ledger.list(scope, group, { cursor, limit });
    seen.push(...page.entries.map(({ id, value }): [string, string | undefined] => [id, textOf(value)]));
    cursor = page.cursor;
    await between(pages++);
  } while (cursor !== undefined);
  return { seen, pages };
}

export function listContract(get: GetLedger): void {
  it('pages through 2,500 entries, each exactly once while nothing is written', async () => {
    const { ledger } = get();
    const neighbours = ['example/mnis', 'example/mnist/a', 'example/mnisu'].map((other) => ({
      ...state('x'),
      group: other,
    }));
    await commitNext(ledger, { states: [...stayingIds.map((id) => state(id)), ...neighbours] });
    const { seen, pages } = await listAll(ledger, 100);
    expect(pages).toBeGreaterThan(10);
    expect(seen.map(([id]) => id).sort()).toEqual([...stayingIds].sort());
    expect(seen.every(([id, text]) => id === text)).toBe(true);
  });

  it('gives few entries and many in one page', async () => {
    const { ledger } = get();
    await commitNext(ledger, { states: ['a', 'b', 'c'].map((id) => state(id)) });
    expect((await listAll(ledger, 100)).seen).toHaveLength(3);
    expect((await listAll(ledger, 1)).seen.map(([id]) => id).sort()).toEqual(['a', 'b', 'c']);
    expect((await listAll(ledger, 3)).seen).toHaveLength(3);
  });

  it('misses no entry that stays while the group grows', async () => {
    const { ledger } = get();
    await commitNext(ledger, { states: stayingIds.map((id) => state(id)) });
    const rewritten = stayingIds.slice(0, 200).map((id) => state(id, 'rewritten'));
    const { seen } = await listAll(ledger, 100, (page) =>
      page < 25 ? commitNext(ledger, { states: [...added(page), ...rewritten] }) : Promise.resolve(),
    );
    const ids = new Set(seen.map(([id]) => id));
    expect(stayingIds.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('misses no entry that stays while the group shrinks', async () => {
    const { ledger } = get();
    const leaving = Array.from({ length: 6_000 }, (_, i) => state(`leaving ${i}`));
    await commitNext(ledger, { states: [...leaving, ...stayingIds.map((id) => state(id))] });
    const { seen } = await listAll(ledger, 100, (page) =>
      commitNext(ledger, { states: leaving.slice(page * 400, (page + 1) * 400).map(({ id }) => state(id, null)) }),
    );
    const ids = new Set(seen.map(([id]) => id));
    expect(stayingIds.filter((id) => !ids.has(id))).toEqual([]);
  });
}
