import { expect, test } from 'vitest';
import { FatalError, type Log, type LogRecord, type Subscription } from '#stream';
import { collect, event, numbered, text } from './log.contract.fixtures.js';
import { until } from './until.js';

export function subscribeContract(getLog: () => Log): void {
  test('begins where start() says and delivers nothing before', async () => {
    const log = getLog();
    await log.append(Array.from({ length: 10 }, (_, i) => ({ ...event('x', String(i)), partition: 1 })));
    const { records } = await collect(log, { start: async (partition) => (partition === 1 ? 7 : 0) });
    await until(() => records.length === 3);
    expect(records.map(text)).toEqual(['7', '8', '9']);
  });

  test('tells start() what the group has committed, and start() has the last word', async () => {
    const log = getLog();
    await log.append(Array.from({ length: 6 }, (_, i) => ({ ...event('x', String(i)), partition: 0 })));
    const first: (number | undefined)[] = [];
    const one = await collect(log, {
      start: async (p, committed) => (p === 0 && first.push(committed), committed ?? 0),
    });
    await until(() => one.records.length === 6);
    await one.subscription.stop();

    const second: (number | undefined)[] = [];
    const two = await collect(log, {
      start: async (p, committed) => (p === 0 && second.push(committed), p === 0 ? 2 : 0),
    });
    await until(() => two.records.length === 4);
    expect(two.records.map(text)).toEqual(['2', '3', '4', '5']);
    expect(first).toEqual([undefined]);
    expect(second).toEqual([6]);
  });

  test('delivers what is appended later', async () => {
    const log = getLog();
    const { records } = await collect(log);
    for (let i = 0; i < 5; i++) {
      await log.append(numbered(10, i * 10));
      await until(() => records.length === (i + 1) * 10);
    }
  });

  test('delivers what is being appended when it begins', async () => {
    const log = getLog();
    const appends = [numbered(100), numbered(100, 100)].map((records) => log.append(records));
    const { records } = await collect(log);
    await Promise.all(appends);
    await until(() => records.length === 200);
  });

  test('honours maxBatchRecords, and batches of one partition never overlap', async () => {
    const log = getLog();
    const active = new Map<number, number>();
    const sizes: number[] = [];
    let overlaps = 0;
    let seen = 0;
    const { subscription } = await collect(log, {
      maxBatchRecords: 7,
      onBatch: async (batch) => {
        const { partition } = batch[0]!;
        if (batch.some((r) => r.partition !== partition) || active.get(partition)) overlaps++;
        active.set(partition, 1);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
        active.delete(partition);
        sizes.push(batch.length);
        seen += batch.length;
      },
    });
    for (let i = 0; i < 10; i++) await log.append(numbered(30, i * 30));
    await until(() => seen === 300);
    expect(overlaps).toBe(0);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(7);
    await subscription.stop();
  });

  test('stop() waits for the batch in hand and commits it; nothing comes after', async () => {
    const log = getLog();
    let begun = 0;
    let finished = 0;
    const { subscription } = await collect(log, {
      maxBatchRecords: 1,
      onBatch: async () => {
        begun++;
        await new Promise((resolve) => setTimeout(resolve, 150));
        finished++;
      },
    });
    await log.append(Array.from({ length: 10 }, (_, i) => ({ ...event('x', String(i)), partition: 0 })));
    await until(() => begun === 1);
    await subscription.stop();
    expect([begun, finished]).toEqual([1, 1]);
    const committed: (number | undefined)[] = [];
    const again = await collect(log, { start: async (p, c) => (p === 0 && committed.push(c), c ?? 0) });
    await until(() => again.records.length === 9);
    expect(committed).toEqual([1]);
    expect(begun).toBe(1);
  });

  test('lag() counts what is left to handle', async () => {
    const log = getLog();
    let release!: () => void;
    const held = new Promise<void>((resolve) => (release = resolve));
    const records: LogRecord[] = [];
    const { subscription } = await collect(log, {
      maxBatchRecords: 4,
      onBatch: async (batch) => {
        records.push(...batch);
        if (records.length >= 4) await held;
      },
    });
    await log.append(Array.from({ length: 10 }, () => ({ ...event('x'), partition: 2 })));
    await until(() => records.length >= 4);
    const total = async () => (await subscription.lag()).reduce((sum, { records: n }) => sum + n, 0);
    expect(await total()).toBe(10);
    expect((await subscription.lag()).map(({ partition }) => partition).toSorted()).toEqual([0, 1, 2]);
    release();
    await until(async () => (await total()) === 0);
    expect(records.length).toBe(10);
  });

  test('close() stops what still runs', async () => {
    const log = getLog();
    const { records } = await collect(log);
    await log.append(numbered(10));
    await until(() => records.length === 10);
    await log.close();
    await expect(log.append(numbered(1))).rejects.toThrow(/not open/);
    await expect(log.ping()).rejects.toThrow(/not open/);
  });
}

export function groupContract(getLog: () => Log): void {
  interface Member {
    subscription: Subscription;
    seen: Set<string>;
    partitions: Set<number>;
    revoked: number[];
  }

  /** Members of one group that note every record and whether any partition was in two hands. */
  function memberMaker(log: Log) {
    const inHand = new Set<number>();
    const overlaps: number[] = [];
    const make = async (): Promise<Member> => {
      const member = { seen: new Set<string>(), partitions: new Set<number>(), revoked: [] as number[] };
      const { subscription } = await collect(log, {
        maxBatchRecords: 5,
        onRevoked: (partition) => void member.revoked.push(partition),
        onBatch: async (batch) => {
          const { partition } = batch[0]!;
          if (inHand.has(partition)) overlaps.push(partition);
          inHand.add(partition);
          member.partitions.add(partition);
          await new Promise((resolve) => setTimeout(resolve, 2));
          inHand.delete(partition);
          for (const record of batch) member.seen.add(text(record));
        },
      });
      return { subscription, ...member };
    };
    return { make, overlaps };
  }

  test('shares its partitions, and who leaves hands over: each record handled, none by two at once', async () => {
    const log = getLog();
    const { make, overlaps } = memberMaker(log);
    const one = await make();
    await log.append(numbered(150));
    await until(() => one.seen.size === 150);
    const two = await make();
    await until(() => one.revoked.length > 0, 20_000);
    await log.append(numbered(300, 150));
    await until(() => one.seen.size + two.seen.size >= 450 && two.seen.size > 0, 20_000);

    await log.append(numbered(300, 450));
    await one.subscription.stop();
    await log.append(numbered(300, 750));
    await until(() => new Set([...one.seen, ...two.seen]).size === 1050, 20_000);
    expect(two.partitions).toEqual(new Set([0, 1, 2]));
    expect(overlaps).toEqual([]);
    await two.subscription.stop();
  });

  test('two groups each get every record', async () => {
    const log = getLog();
    const one = await collect(log, { group: 'one' });
    const two = await collect(log, { group: 'two' });
    await log.append(numbered(100));
    await until(() => one.records.length === 100 && two.records.length === 100);
  });
}

export function failureContract(getLog: () => Log): void {
  test('is given the partition again from start(), in order', async () => {
    const log = getLog();
    await log.append(Array.from({ length: 20 }, (_, i) => ({ ...event('x', String(i)), partition: 0 })));
    const handled: string[] = [];
    const starts: number[] = [];
    let failures = 0;
    await collect(log, {
      maxBatchRecords: 5,
      start: async (partition) => {
        if (partition !== 0) return 0;
        starts.push(handled.length);
        return handled.length;
      },
      onBatch: async (batch) => {
        if (handled.length === 10 && failures < 3) {
          failures++;
          throw new Error('the store is away');
        }
        handled.push(...batch.map(text));
      },
    });
    await until(() => handled.length === 20, 20_000);
    expect(handled).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));
    expect(starts).toEqual([0, 10, 10, 10]);
  });

  test('leaves the other partitions at work', async () => {
    const log = getLog();
    const handled: LogRecord[] = [];
    await collect(log, {
      onBatch: async (batch) => {
        if (batch[0]!.partition === 0) throw new Error('never');
        handled.push(...batch);
      },
    });
    for (let i = 0; i < 3; i++) {
      await log.append([0, 1, 2].map((partition) => ({ ...event('x'), partition })));
      await until(() => handled.length === (i + 1) * 2);
    }
  });

  test('for good (FatalError) stops the subscription and says so', async () => {
    const log = getLog();
    const calls: number[] = [];
    const { subscription } = await collect(log, {
      onBatch: async () => {
        calls.push(1);
        throw new FatalError('a gap');
      },
    });
    await log.append([event('a')]);
    await expect(subscription.failed).rejects.toThrow(FatalError);
    await log.append([event('a')]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(calls.length).toBe(1);
    await subscription.stop();
  });

  test('in start() stops the subscription with that error', async () => {
    const log = getLog();
    const { subscription } = await collect(log, {
      start: async () => {
        throw new Error('the ledger is behind its outputs');
      },
    });
    await expect(subscription.failed).rejects.toThrow('the ledger is behind its outputs');
  });

  test('by a start() beyond the end is told that the log lost records', async () => {
    const log = getLog();
    await log.append([{ ...event('a'), partition: 0 }]);
    const { subscription, records } = await collect(log, { start: async (p) => (p === 0 ? 5 : 0) });
    await expect(subscription.failed).rejects.toThrow(/ends at offset 1.*stands at 5/);
    expect(records).toEqual([]);
  });
}
