import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { ledgerContract, type LedgerUnderTest } from '#testing';
import { RedisLedger } from './redis.ledger.js';

const url = inject('redisUrl') ?? '';

async function makeRedisLedger(): Promise<LedgerUnderTest & { keyPrefix: string }> {
  const keyPrefix = `test-${randomUUID()}`;
  const opened: RedisLedger[] = [];
  const second = async (): Promise<RedisLedger> => {
    const ledger = new RedisLedger({ url, keyPrefix });
    await ledger.open();
    opened.push(ledger);
    return ledger;
  };
  const closeAll = async (): Promise<void> => {
    for (const ledger of opened.splice(0)) await ledger.close();
  };
  const underTest = {
    keyPrefix,
    ledger: await second(),
    second,
    reopen: async () => {
      await closeAll();
      return (underTest.ledger = await second());
    },
    dispose: async () => {
      await closeAll();
      const keys = await redis.keys(`${keyPrefix}*`);
      if (keys.length > 0) await redis.del(keys);
    },
  };
  return underTest;
}

const redis = createClient({ url });

describe.skipIf(url === '')('on the shared server', async () => {
  if (url !== '') await redis.connect();
  afterAll(() => redis.destroy());

  ledgerContract('RedisLedger', makeRedisLedger);

  const commit = {
    expectedPosition: 0,
    position: 1,
    states: [{ group: 'example/p', id: 'a', value: Buffer.from('1') }],
    outputs: [{ topic: 'verdicts', key: 'a', headers: {}, value: Buffer.from('1') }],
  };

  it('gives all keys of a scope one hash tag', async () => {
    const { keyPrefix, ledger, dispose } = await makeRedisLedger();
    await ledger.commit('judge:3', commit);
    await ledger.putDocument('project/p', Buffer.from('1'));
    expect((await redis.keys(`${keyPrefix}*`)).sort()).toEqual(
      ['{documents}', '{judge:3}:group:example/p', '{judge:3}:head', '{judge:3}:outputs'].map(
        (key) => `${keyPrefix}:${key}`,
      ),
    );
    await expect(ledger.commit('judge:{3}', commit)).rejects.toThrow('brace');
    await dispose();
  });

  it('sends its scripts again to a server that lost them', async () => {
    const { ledger, dispose } = await makeRedisLedger();
    await redis.scriptFlush();
    expect(await ledger.commit('judge:3', commit)).toEqual({ committed: true });
    await redis.scriptFlush();
    expect(await ledger.outputs('judge:3', 1)).toHaveLength(1);
    await redis.scriptFlush();
    await ledger.forget('judge:3', 1);
    expect(await ledger.head('judge:3')).toEqual({ position: 1, lastOutput: 1, forgotten: 1 });
    await dispose();
  });

  it('says that a server without an append-only file promises little', async () => {
    const { ledger, dispose } = await makeRedisLedger();
    const { appendonly } = await redis.configGet('appendonly');
    const { full, says } = await ledger.durability();
    expect([appendonly, full]).toEqual(appendonly === 'no' ? ['no', false] : ['yes', expect.any(Boolean)]);
    if (appendonly === 'no') expect(says).toMatch(/^Redis at 127.0.0.1:\d+: appendonly no: when it stops/);
    await dispose();
  });
});
