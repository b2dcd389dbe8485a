import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { defaultProjectSettings, type Change } from '#labels';
import { openLedger, type Ledger } from '#ledger';
import { readReviewEntries } from './queries/read-reviews.js';
import { ReviewTable } from './review-table.js';

const redisUrl = inject('redisUrl') ?? '';
const scope = 'watch:0';

/** An example's only label, in doubt by `wrong` of 8. */
function changeOf(exampleId: string, wrong: number, more: Partial<Change> = {}): Change {
  const after = { classes: [0, 1], units: [65_536 - wrong * 8_192, wrong * 8_192] };
  const label = { sourceId: 's', given: 0, atMs: 0, effect: 'kept' as const };
  return { project: 'p', exampleId, partition: 0, seq: 1, offset: 0, atMs: 0, before: after, after, labels: [label], ...more }; // prettier-ignore
}

describe.each(['lmdb', 'redis'] as const)('the review queues of a partition on %s', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-reviews-'));
  let ledger: Ledger;
  let position = 0;

  beforeEach(async (context) => {
    if (kind === 'redis' && redisUrl === '') context.skip();
    const redis = { kind: 'redis', url: redisUrl, keyPrefix: `reviews-${randomUUID()}:` } as const;
    ledger = await openLedger(kind === 'redis' ? redis : { kind: 'lmdb', path: folder });
  });
  afterEach(async () => {
    await ledger?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function take(table: ReviewTable, changes: Change[]): Promise<void> {
    await table.load(['p']);
    for (const change of changes) table.get('p').take(change, defaultProjectSettings, () => 0);
  }

  async function commit(table: ReviewTable): Promise<void> {
    const states = table.writes();
    const { committed } = await ledger.commit(scope, { expectedPosition: position, position: ++position, states, outputs: [] }); // prettier-ignore
    expect(committed).toBe(true);
    table.settle();
  }

  it('are in the ledger what was committed, and are read from there again', async () => {
    const [table, kept] = [new ReviewTable(ledger, scope), async () => readReviewEntries(ledger, scope, 'p')];
    const many = Array.from({ length: 1_200 }, (_, n) => changeOf(`e${n}`, 1 + (n % 7)));
    await take(table, many);
    expect((await kept()).size).toBe(0);
    await commit(table);
    const first = await kept();
    expect(first.size).toBe(1_000);
    expect([...first.values()].every((entry) => entry.lane === 'targeted' && entry.value > 0.125)).toBe(true);

    const answered = changeOf('e6', 0, { gold: 0 });
    await take(table, [answered, changeOf('new', 8)]);
    expect(table.get('p').get('e6')).toBeUndefined();
    table.drop();
    await table.load(['p']);
    expect(table.get('p').get('e6')).toEqual(first.get('e6'));
    expect(table.get('p').tally.targeted.answered).toBe(0);

    await take(table, [answered, changeOf('new', 8)]);
    await commit(table);
    const second = await kept();
    expect(second.has('e6')).toBe(false);
    expect(second.get('new')).toMatchObject({ lane: 'targeted', value: 1 });
    const again = new ReviewTable(ledger, scope);
    await again.load(['p']);
    expect(again.get('p').tally).toEqual(table.get('p').tally);
    expect(again.get('p').tally.targeted.answered).toBe(1);
  });
});
