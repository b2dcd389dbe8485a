import assert from 'node:assert/strict';
import type { Ledger } from '#ledger';

/**
 * A series of commits whose traces tell whether one of them was half done: commit N sets every one of the states to N,
 * makes state `last N`, deletes state `last N-1` and owes three outputs, the last of them numbered 3 N. Every fifth
 * commit forgets half of what is owed.
 */
const scope = 'judge:0';
const group = 'example/series';
const ids = Array.from({ length: 40 }, (_, i) => `state ${i}`);
const outputsPerCommit = 3;

const bytesOf = (text: string): Uint8Array => Buffer.from(text.padEnd(300, '.'));
const textOf = (value: Uint8Array | undefined): string =>
  Buffer.from(value ?? [])
    .toString()
    .replace(/\.*$/, '');

/** Commits on and on, and says each position once it is acknowledged; ends by the ledger's error. */
export async function commitSeries(ledger: Ledger, onAcknowledged: (position: number) => void): Promise<never> {
  for (;;) {
    const { position, forgotten, lastOutput } = await ledger.head(scope);
    const next = position + 1;
    const states = ids.map((id) => ({ group, id, value: bytesOf(`${next}`) }));
    states.push({ group, id: `last ${next}`, value: bytesOf(`${next}`) });
    const outputs = Array.from({ length: outputsPerCommit }, (_, i) => ({
      topic: 'verdicts',
      key: `${next}`,
      headers: {},
      value: bytesOf(`${lastOutput + i + 1}`),
    }));
    const gone = { group, id: `last ${position}`, value: null };
    const commit = { expectedPosition: position, position: next, states: [...states, gone], outputs };
    const { committed } = await ledger.commit(scope, commit);
    if (!committed) throw new Error(`position ${next} was taken by somebody else`);
    onAcknowledged(next);
    if (next % 5 === 0) await ledger.forget(scope, Math.floor((forgotten + lastOutput) / 2));
  }
}

/** That no commit is half done, and none is lost that was acknowledged. Resolves to the position. */
export async function verifySeries(ledger: Ledger, acknowledged: number): Promise<number> {
  const { position, lastOutput, forgotten } = await ledger.head(scope);
  assert.ok(position === acknowledged || position === acknowledged + 1, `${position} is not near ${acknowledged}`);
  assert.equal(lastOutput, position * outputsPerCommit);
  const { entries } = await ledger.list(scope, group, { limit: 1_000 });
  const expected = [...ids, `last ${position}`].map((id) => `${id} is ${position}`);
  assert.deepEqual(entries.map(({ id, value }) => `${id} is ${textOf(value)}`).sort(), expected.sort());
  const owed = await ledger.outputs(scope, lastOutput + 1);
  const numbers = Array.from({ length: lastOutput - forgotten }, (_, i) => forgotten + i + 1);
  assert.deepEqual(
    owed.map(({ id, key, value }) => [id, key, textOf(value)]),
    numbers.map((id) => [id, `${Math.ceil(id / outputsPerCommit)}`, `${id}`]),
  );
  return position;
}
