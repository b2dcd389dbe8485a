import { expect, it } from 'vitest';
import type { GetLedger } from './ledger.contract.fixtures.js';
import { bytesOf, expectSameBytes, noise, textOf } from './ledger.contract.fixtures.js';

const name = 'project/mnist';

export function documentContract(get: GetLedger): void {
  it('are written, read, replaced and deleted', async () => {
    const { ledger } = get();
    expect(await ledger.getDocument(name)).toBeUndefined();
    await ledger.putDocument(name, bytesOf('1'));
    expect(textOf(await ledger.getDocument(name))).toBe('1');
    await ledger.putDocument(name, bytesOf('2'));
    expect(textOf(await ledger.getDocument(name))).toBe('2');
    await ledger.deleteDocument(name);
    await ledger.deleteDocument(name);
    expect(await ledger.getDocument(name)).toBeUndefined();
  });

  it('are named by prefix, sorted', async () => {
    const { ledger } = get();
    const names = [
      'model/mnist/000002',
      'model/mnist/000010',
      'model/mnist2/000001',
      'model/mnis',
      'project/mnist',
      'ü/é',
    ];
    for (const each of names.toReversed()) await ledger.putDocument(each, bytesOf(each));
    expect(await ledger.documentNames('model/mnist/')).toEqual(names.slice(0, 2));
    expect(await ledger.documentNames('')).toEqual([...names].sort());
    expect(await ledger.documentNames('nothing')).toEqual([]);
    await ledger.deleteDocument(names[0]);
    expect(await ledger.documentNames('model/mnist/')).toEqual([names[1]]);
  });

  it('are replaced only where they are what was expected', async () => {
    const { ledger } = get();
    expect(await ledger.replaceDocument(name, bytesOf('1'), bytesOf('2'))).toBe(false);
    expect(await ledger.getDocument(name)).toBeUndefined();
    expect(await ledger.replaceDocument(name, undefined, bytesOf(''))).toBe(true);
    expect(await ledger.replaceDocument(name, undefined, bytesOf('2'))).toBe(false);
    expect(await ledger.replaceDocument(name, bytesOf('1'), bytesOf('2'))).toBe(false);
    expect(textOf(await ledger.getDocument(name))).toBe('');
    expect(await ledger.replaceDocument(name, bytesOf(''), bytesOf('2'))).toBe(true);
    expect(textOf(await ledger.getDocument(name))).toBe('2');
    await ledger.deleteDocument(name);
    expect(await ledger.replaceDocument(name, bytesOf('2'), bytesOf('3'))).toBe(false);
    expect(await ledger.replaceDocument(name, undefined, bytesOf('3'))).toBe(true);
  });

  it('are replaced by exactly one of several at once', async () => {
    const { ledger, second } = get();
    const both = [ledger, await second()];
    let before: Uint8Array | undefined;
    for (let round = 0; round < 15; round++) {
      const values = [0, 1, 2, 3].map((i) => bytesOf(`${round}/${i}`));
      const expected = before;
      const won = await Promise.all(values.map((value, i) => both[i % 2].replaceDocument(name, expected, value)));
      expect(won.filter(Boolean)).toHaveLength(1);
      before = values[won.indexOf(true)];
      for (const each of both) expectSameBytes(await each.getDocument(name), before);
    }
  });

  it('take 20 MiB', async () => {
    const { ledger } = get();
    const large = noise(20 * 1024 * 1024);
    await ledger.putDocument('model/mnist/000001', large);
    expectSameBytes(await ledger.getDocument('model/mnist/000001'), large);
    expect(await ledger.replaceDocument('model/mnist/000001', large, bytesOf('small'))).toBe(true);
    expect(textOf(await ledger.getDocument('model/mnist/000001'))).toBe('small');
  });
}
