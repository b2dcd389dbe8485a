import { expect, it } from 'vitest';
import type { GetLedger } from './ledger.contract.fixtures.js';
import { commitNext, output, owed, scope } from './ledger.contract.fixtures.js';

export function outputContract(get: GetLedger): void {
  it('come back oldest first, numbered without a gap over several commits', async () => {
    const { ledger } = get();
    for (const texts of [['a', 'b', 'c'], [], ['d'], ['e', 'f']]) {
      await commitNext(ledger, { outputs: texts.map(output) });
    }
    expect(await owed(ledger)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((text, i) => [i + 1, text]));
    expect(await owed(ledger, scope, 2)).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it('come back as they were given', async () => {
    const { ledger } = get();
    const { id: _, ...plain } = { id: 0, ...output('a') };
    const placed = { ...output('b'), topic: 'alerts', partition: 11, headers: {} };
    await commitNext(ledger, { outputs: [plain, placed] });
    const [first, second] = await ledger.outputs(scope, 2);
    expect({ ...first, value: [...(first?.value ?? [])] }).toEqual({ id: 1, ...plain, value: [...plain.value] });
    expect({ ...second, value: [...(second?.value ?? [])] }).toEqual({ id: 2, ...placed, value: [...placed.value] });
    expect('partition' in (first ?? {})).toBe(false);
  });

  it('are forgotten through an id, once or often', async () => {
    const { ledger } = get();
    await commitNext(ledger, { outputs: ['a', 'b', 'c', 'd'].map(output) });
    await ledger.forget(scope, 0);
    expect(await owed(ledger)).toHaveLength(4);
    for (let i = 0; i < 2; i++) {
      await ledger.forget(scope, 2);
      await ledger.forget(scope, 1);
      expect(await ledger.head(scope)).toMatchObject({ lastOutput: 4, forgotten: 2 });
      expect(await owed(ledger)).toEqual([
        [3, 'c'],
        [4, 'd'],
      ]);
    }
  });

  it('are forgotten no further than they go', async () => {
    const { ledger } = get();
    await ledger.forget(scope, 5);
    expect(await ledger.head(scope)).toEqual({ position: 0, lastOutput: 0, forgotten: 0 });
    await commitNext(ledger, { outputs: [output('a')] });
    await ledger.forget(scope, 1_000);
    expect(await ledger.head(scope)).toMatchObject({ lastOutput: 1, forgotten: 1 });
    await commitNext(ledger, { outputs: [output('b')] });
    expect(await owed(ledger)).toEqual([[2, 'b']]);
  });

  it('are numbered on after all were forgotten and after it was opened again', async () => {
    const underTest = get();
    await commitNext(underTest.ledger, { outputs: ['a', 'b'].map(output) });
    await underTest.ledger.forget(scope, 2);
    const ledger = await underTest.reopen();
    await commitNext(ledger, { outputs: [output('c')] });
    expect(await owed(ledger)).toEqual([[3, 'c']]);
    expect(await ledger.head(scope)).toEqual({ position: 2, lastOutput: 3, forgotten: 2 });
  });

  it('are forgotten by two ledgers at once without going back', async () => {
    const { ledger, second } = get();
    const other = await second();
    const texts = Array.from({ length: 60 }, (_, i) => `${i + 1}`);
    await commitNext(ledger, { outputs: texts.map(output) });
    for (let id = 3; id <= 60; id += 3) {
      await Promise.all([ledger.forget(scope, id), other.forget(scope, id - 2), other.forget(scope, id - 1)]);
      expect(await ledger.head(scope)).toMatchObject({ forgotten: id });
      expect((await owed(other))[0]?.[0]).toBe(id < 60 ? id + 1 : undefined);
    }
  });
}
