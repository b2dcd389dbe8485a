import { expect, it } from 'vitest';
import type { GetLedger } from './ledger.contract.fixtures.js';
import {
  bytesOf,
  commitNext,
  expectSameBytes,
  group,
  loadOne,
  noise,
  output,
  owed,
  scope,
  state,
  textOf,
} from './ledger.contract.fixtures.js';

export function commitContract(get: GetLedger): void {
  it('knows nothing of a scope never written', async () => {
    const { ledger } = get();
    expect(await ledger.head(scope)).toEqual({ position: 0, lastOutput: 0, forgotten: 0 });
    expect(await ledger.load(scope, [{ group, id: 'a' }])).toEqual([undefined]);
    expect(await ledger.load(scope, [])).toEqual([]);
    expect(await ledger.outputs(scope, 10)).toEqual([]);
    expect(await ledger.list(scope, group, { limit: 10 })).toEqual({ entries: [] });
  });

  it('keeps states, outputs and position together', async () => {
    const { ledger } = get();
    const first = { expectedPosition: 0, position: 64, states: [state('a'), state('b')], outputs: [output('one')] };
    expect(await ledger.commit(scope, first)).toEqual({ committed: true });
    expect(await ledger.head(scope)).toEqual({ position: 64, lastOutput: 1, forgotten: 0 });
    expect(textOf(await loadOne(ledger, 'a'))).toBe('a');
    expect(await ledger.outputs(scope, 10)).toMatchObject([{ id: 1, topic: 'verdicts', key: 'key of one' }]);
  });

  it('loads in the order of the addresses, from several groups, repeats too', async () => {
    const { ledger } = get();
    const other = { group: 'source/mnist', id: 'a', value: bytesOf('other') };
    await commitNext(ledger, { states: [state('a'), state('b'), other] });
    const found = await ledger.load(scope, [
      { group, id: 'b' },
      { group: 'source/mnist', id: 'a' },
      { group, id: 'nobody' },
      { group, id: 'a' },
      { group, id: 'b' },
    ]);
    expect(found.map(textOf)).toEqual(['b', 'other', undefined, 'a', 'b']);
  });

  it('replaces and deletes', async () => {
    const { ledger } = get();
    await commitNext(ledger, { states: [state('a', 'old'), state('b')] });
    await commitNext(ledger, { states: [state('a', 'new'), state('b', null), state('never there', null)] });
    expect(textOf(await loadOne(ledger, 'a'))).toBe('new');
    expect(await loadOne(ledger, 'b')).toBeUndefined();
  });

  it('lets the last of several writes to one state win', async () => {
    const { ledger } = get();
    await commitNext(ledger, { states: [state('a', '1'), state('b'), state('a', '2'), state('b', null)] });
    await commitNext(ledger, { states: [state('c', null), state('c', 'back')] });
    expect(textOf(await loadOne(ledger, 'a'))).toBe('2');
    expect(await loadOne(ledger, 'b')).toBeUndefined();
    expect(textOf(await loadOne(ledger, 'c'))).toBe('back');
  });

  it('finds everything again when it is opened again', async () => {
    const underTest = get();
    await commitNext(underTest.ledger, { position: 7, states: [state('a')], outputs: [output('1'), output('2')] });
    await underTest.ledger.forget(scope, 1);
    await underTest.ledger.putDocument('project/mnist', bytesOf('ten classes'));
    const ledger = await underTest.reopen();
    expect(await ledger.head(scope)).toEqual({ position: 7, lastOutput: 2, forgotten: 1 });
    expect(textOf(await loadOne(ledger, 'a'))).toBe('a');
    expect(await owed(ledger)).toEqual([[2, '2']]);
    expect(textOf(await ledger.getDocument('project/mnist'))).toBe('ten classes');
  });

  it('answers ping and says what it promises', async () => {
    const { ledger } = get();
    await ledger.ping();
    const { full, says } = await ledger.durability();
    expect(typeof full).toBe('boolean');
    expect(says).toMatch(/\w+.*\.$/);
  });
}

export function fenceContract(get: GetLedger): void {
  it('writes nothing at all from a stale position', async () => {
    const { ledger } = get();
    await commitNext(ledger, { position: 10, states: [state('a', 'kept'), state('b')], outputs: [output('first')] });
    const states = [state('a', 'stale'), state('b', null), state('new')];
    const stale = { expectedPosition: 5, position: 20, states, outputs: [output('stale')] };
    expect(await ledger.commit(scope, stale)).toEqual({ committed: false, position: 10 });
    expect(await ledger.commit(scope, { ...stale, expectedPosition: 0 })).toEqual({ committed: false, position: 10 });
    expect(await ledger.head(scope)).toEqual({ position: 10, lastOutput: 1, forgotten: 0 });
    expect([textOf(await loadOne(ledger, 'a')), textOf(await loadOne(ledger, 'b'))]).toEqual(['kept', 'b']);
    expect(await loadOne(ledger, 'new')).toBeUndefined();
    expect(await owed(ledger)).toEqual([[1, 'first']]);
  });

  it('writes nothing to a new scope from a position that it does not have', async () => {
    const { ledger } = get();
    const commit = { expectedPosition: 3, position: 4, states: [state('a')], outputs: [output('x')] };
    expect(await ledger.commit(scope, commit)).toEqual({ committed: false, position: 0 });
    expect(await ledger.head(scope)).toEqual({ position: 0, lastOutput: 0, forgotten: 0 });
    expect(await loadOne(ledger, 'a')).toBeUndefined();
  });

  it('lets exactly one of two ledgers win each round', async () => {
    const { ledger: a, second } = get();
    const b = await second();
    let before = 0;
    for (let round = 1; round <= 25; round++) {
      const of = (name: string) => ({
        expectedPosition: before,
        position: round,
        states: [state('who', name), state(`${round}/${name}`)],
        outputs: [output(name), output(`${round}`)],
      });
      const [ofA, ofB] = await Promise.all([a.commit(scope, of('a')), b.commit(scope, of('b'))]);
      expect([ofA.committed, ofB.committed].filter(Boolean)).toHaveLength(1);
      const [winner, loser, loserResult] = ofA.committed ? ['a', 'b', ofB] : ['b', 'a', ofA];
      expect(loserResult).toEqual({ committed: false, position: round });
      expect([textOf(await loadOne(a, 'who')), textOf(await loadOne(b, 'who'))]).toEqual([winner, winner]);
      expect(await loadOne(a, `${round}/${loser}`)).toBeUndefined();
      expect((await owed(b)).slice(-2)).toEqual([
        [round * 2 - 1, winner],
        [round * 2, `${round}`],
      ]);
      before = round;
    }
    expect(await b.head(scope)).toEqual({ position: 25, lastOutput: 50, forgotten: 0 });
  });

  it('lets one of two commits of the same ledger win', async () => {
    const { ledger } = get();
    const commits = ['a', 'b', 'c'].map((name) => ({ states: [state(name)], outputs: [] }));
    const results = await Promise.all(
      commits.map((commit) => ledger.commit(scope, { expectedPosition: 0, position: 1, ...commit })),
    );
    expect(results.filter(({ committed }) => committed)).toHaveLength(1);
    expect((await ledger.list(scope, group, { limit: 10 })).entries).toHaveLength(1);
  });

  it('refuses in words a position that does not go forward', async () => {
    const { ledger } = get();
    const commit = { expectedPosition: 4, position: 4, states: [], outputs: [] };
    await expect(ledger.commit(scope, commit)).rejects.toThrow(/judge:3 cannot go from 4 to 4/);
  });
}

export function scopeContract(get: GetLedger): void {
  it('do not see each other', async () => {
    const { ledger } = get();
    const scopes = ['judge:1', 'judge:12', 'judge:1:2', 'watch:1'];
    for (const [i, at] of scopes.entries()) {
      await commitNext(ledger, { position: i + 1, states: [state('a', at)], outputs: [output(at)] }, at);
    }
    await ledger.forget('judge:1', 1);
    for (const [i, at] of scopes.entries()) {
      expect(await ledger.head(at)).toEqual({ position: i + 1, lastOutput: 1, forgotten: at === 'judge:1' ? 1 : 0 });
      expect(textOf(await loadOne(ledger, 'a', at))).toBe(at);
      expect(await owed(ledger, at)).toEqual(at === 'judge:1' ? [] : [[1, at]]);
      expect((await ledger.list(at, group, { limit: 10 })).entries).toHaveLength(1);
    }
  });

  it('commit side by side', async () => {
    const { ledger } = get();
    const scopes = Array.from({ length: 8 }, (_, i) => `judge:${i}`);
    const rounds = scopes.map(async (at) => {
      for (let i = 0; i < 10; i++) await commitNext(ledger, { states: [state(`${i}`)], outputs: [output(`${i}`)] }, at);
    });
    await Promise.all(rounds);
    for (const at of scopes) expect(await ledger.head(at)).toEqual({ position: 10, lastOutput: 10, forgotten: 0 });
  });
}

const awkwardNames = [
  '',
  ' ',
  'a/b',
  'a:b',
  'a{b}',
  '{judge:3}',
  '}:group:x',
  '\u0001\u001f\u007f',
  '\n\r\n',
  'naïve',
  '標籤',
  '👩🏽‍🔬',
  '__proto__',
];

export function bytesContract(get: GetLedger): void {
  it('keeps every byte of a value', async () => {
    const { ledger } = get();
    const every = Uint8Array.from({ length: 256 }, (_, i) => i);
    const values = [
      new Uint8Array(0),
      new Uint8Array([0]),
      new Uint8Array([255, 0, 255]),
      bytesOf('\r\n$3\r\n'),
      every,
    ];
    const part = noise(64).subarray(7, 40);
    const writes = [...values, part].map((value, i) => state(`${i}`, value));
    const outputs = values.map((value) => ({
      ...output('x'),
      value,
      headers: { __proto__x: 'ü', empty: '' },
      partition: 0,
    }));
    await commitNext(ledger, { states: writes, outputs });
    const found = await ledger.load(scope, writes);
    for (const [i, { value }] of writes.entries()) expectSameBytes(found[i], value ?? bytesOf('?'));
    for (const [i, stored] of (await ledger.outputs(scope, 10)).entries()) {
      expectSameBytes(stored.value, values[i]);
      expect(stored).toMatchObject({ id: i + 1, partition: 0, headers: { __proto__x: 'ü', empty: '' } });
    }
  });

  it('keeps awkward names apart', async () => {
    const { ledger } = get();
    const names = [...awkwardNames, 'x'.repeat(512), `${'é'.repeat(255)}ab`, `${'é'.repeat(255)}ac`];
    const writes = names.flatMap((id) =>
      [group, ...names.slice(0, 7)].map((group) => ({ group, id, value: bytesOf(group + id) })),
    );
    await commitNext(ledger, { states: writes });
    expect((await ledger.load(scope, writes)).map(textOf)).toEqual(writes.map(({ group, id }) => group + id));
    const { entries } = await ledger.list(scope, group, { limit: 1_000 });
    expect(entries.map(({ id }) => id).sort()).toEqual([...names].sort());
  });

  it('refuses in words a name that is too long or has a NUL', async () => {
    const { ledger } = get();
    const write = (id: string) => commitNext(ledger, { states: [state('a'), state(id)], outputs: [output('x')] });
    await expect(write('é'.repeat(257))).rejects.toThrow(/514 bytes, 512 is the most/);
    await expect(write('a\0b')).rejects.toThrow(/NUL/);
    expect(await ledger.head(scope)).toEqual({ position: 0, lastOutput: 0, forgotten: 0 });
    expect(await loadOne(ledger, 'a')).toBeUndefined();
  });

  it('hands out bytes that stay as they are', async () => {
    const { ledger } = get();
    const ids = Array.from({ length: 500 }, (_, i) => `${i}`);
    await commitNext(ledger, { states: ids.map((id) => state(id, id.repeat(40))) });
    const first = await ledger.load(
      scope,
      ids.map((id) => ({ group, id })),
    );
    first[0]?.fill(0);
    await commitNext(ledger, { states: ids.map((id) => state(id, 'z'.repeat(id.length * 40))) });
    await ledger.list(scope, group, { limit: 1_000 });
    expect(first.slice(1).map(textOf)).toEqual(ids.slice(1).map((id) => id.repeat(40)));
    expect(textOf(await loadOne(ledger, '0'))).toBe('z'.repeat(40));
  });

  it('takes a value of 2 MiB', async () => {
    const { ledger } = get();
    const large = noise(2 * 1024 * 1024);
    await commitNext(ledger, { states: [state('large', large)], outputs: [{ ...output('x'), value: large }] });
    expectSameBytes(await loadOne(ledger, 'large'), large);
    expectSameBytes((await ledger.outputs(scope, 1))[0]?.value, large);
  });

  it('takes 10,000 states and 10,000 outputs in one commit', async () => {
    const { ledger } = get();
    const ids = Array.from({ length: 10_000 }, (_, i) => `${i}`);
    const states = ids.map((id) => state(id));
    await commitNext(ledger, { states, outputs: ids.map(output) });
    expect((await ledger.load(scope, states)).map(textOf)).toEqual(ids);
    expect(await owed(ledger, scope, 20_000)).toEqual(ids.map((id, i) => [i + 1, id]));
    await commitNext(ledger, { states: states.map(({ id }) => state(id, null)) });
    await ledger.forget(scope, 9_999);
    expect(await ledger.list(scope, group, { limit: 10 })).toEqual({ entries: [] });
    expect(await owed(ledger)).toEqual([[10_000, '9999']]);
  });
}
