import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ledger, Output, StateWrite } from '#ledger';
import type { GetLedger } from './ledger.contract.fixtures.js';

/** What the port says, in a few lines. */
class Model {
  position = 0;
  forgotten = 0;
  readonly outputs: Output[] = [];
  readonly states = new Map<string, Map<string, Uint8Array>>();
  readonly documents = new Map<string, Uint8Array>();

  apply({ group, id, value }: StateWrite): void {
    const states = this.states.get(group) ?? new Map<string, Uint8Array>();
    this.states.set(group, states);
    if (value === null) states.delete(id);
    else states.set(id, value);
  }
}

type Step = (ledger: Ledger, model: Model, scope: string) => Promise<void>;

const groups = fc.constantFrom('example/p', 'source/p', 'example/p/x');
const ids = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.string({ unit: 'grapheme', maxLength: 12 }).map(withoutNul));
const values = fc.uint8Array({ maxLength: 40 });
const headers = fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 3 }).map((list) => Object.fromEntries(list));
const names = fc.constantFrom('model/p/1', 'model/p/2', 'project/p');

function withoutNul(text: string): string {
  return text.replaceAll('\0', '0');
}

const writes: fc.Arbitrary<StateWrite[]> = fc.array(
  fc.record({ group: groups, id: ids, value: fc.option(values, { nil: null, freq: 4 }) }),
  { maxLength: 6 },
);
const outputs: fc.Arbitrary<Output[]> = fc.array(
  fc.record(
    { topic: fc.string(), key: fc.string(), headers, value: values, partition: fc.nat(40) },
    {
      requiredKeys: ['topic', 'key', 'headers', 'value'],
    },
  ),
  { maxLength: 4 },
);

const commitStep = fc
  .tuple(fc.constantFrom(0, 0, 0, 1, -1), fc.integer({ min: 1, max: 1_000 }), writes, outputs)
  .map(([off, step, states, outputs]): Step => async (ledger, model, scope) => {
    const expectedPosition = model.position + off;
    const commit = { expectedPosition, position: expectedPosition + step, states, outputs };
    const result = await ledger.commit(scope, commit);
    if (off !== 0) return expect(result).toEqual({ committed: false, position: model.position });
    expect(result).toEqual({ committed: true });
    model.position += step;
    model.outputs.push(...outputs);
    for (const write of states) model.apply(write);
  });

const forgetStep = fc.integer({ min: 0, max: 12 }).map((ahead): Step => async (ledger, model, scope) => {
  const through = model.forgotten + ahead - 3;
  await ledger.forget(scope, through);
  model.forgotten = Math.max(model.forgotten, Math.min(through, model.outputs.length));
});

const putStep = fc.tuple(names, fc.option(values)).map(([name, value]): Step => async (ledger, model) => {
  if (value) await ledger.putDocument(name, value);
  else await ledger.deleteDocument(name);
  if (value) model.documents.set(name, value);
  else model.documents.delete(name);
});

const replaceStep = fc
  .tuple(names, fc.boolean(), values, values)
  .map(([name, asItIs, guess, value]): Step => async (ledger, model) => {
    const current = model.documents.get(name);
    const expected = asItIs ? current : guess;
    const same = expected && current ? Buffer.compare(expected, current) === 0 : expected === current;
    expect(await ledger.replaceDocument(name, expected, value)).toBe(same);
    if (same) model.documents.set(name, value);
  });

/** Everything that the ledger can be asked, compared with the model. */
async function expectSame(ledger: Ledger, model: Model, scope: string): Promise<void> {
  const { position, forgotten } = model;
  expect(await ledger.head(scope)).toEqual({ position, lastOutput: model.outputs.length, forgotten });
  const stored = model.outputs.map((output, i) => ({ id: i + 1, ...output, value: [...output.value] }));
  const found = await ledger.outputs(scope, 1_000);
  expect(found.map((output) => ({ ...output, value: [...output.value] }))).toEqual(stored.slice(forgotten));
  for (const [group, states] of model.states) {
    const addresses = Array.from(states.keys(), (id) => ({ group, id }));
    const loaded = await ledger.load(scope, addresses);
    expect(loaded.map((value) => value && [...value])).toEqual(Array.from(states.values(), (value) => [...value]));
    const { entries } = await ledger.list(scope, group, { limit: 1_000 });
    expect(new Map(entries.map(({ id, value }) => [id, [...value]]))).toEqual(
      new Map(Array.from(states, ([id, value]) => [id, [...value]])),
    );
  }
  expect(await ledger.documentNames('')).toEqual([...model.documents.keys()].sort());
  for (const [name, value] of model.documents)
    expect([...((await ledger.getDocument(name)) ?? [])]).toEqual([...value]);
}

export function modelContract(get: GetLedger): void {
  it('does what a few maps would do, over any sequence of operations', async () => {
    const underTest = get();
    const steps = fc.array(fc.oneof({ arbitrary: commitStep, weight: 4 }, forgetStep, putStep, replaceStep), {
      maxLength: 15,
    });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (sequence, reopen) => {
        const model = new Model();
        const scope = `model:${runs++}`;
        let { ledger } = underTest;
        for (const name of await ledger.documentNames('')) await ledger.deleteDocument(name);
        for (const step of sequence) await step(ledger, model, scope);
        if (reopen) ledger = await underTest.reopen();
        await expectSame(ledger, model, scope);
      }),
      { numRuns: 30 },
    );
  });
}
