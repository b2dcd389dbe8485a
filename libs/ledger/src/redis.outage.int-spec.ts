import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { commitSeries, freePort, type RedisServer, startRedis, until, verifySeries } from '#testing';
import { RedisLedger } from './redis.ledger.js';

const dir = mkdtempSync(join(tmpdir(), 'qualm-redis-aof-'));
const server = await startRedis({ appendOnly: true, dir });
const connectTimeoutMs = 600;
/** The machine of the tests may be busy. */
const slackMs = 1_500;

describe.skipIf(!server)('RedisLedger on a server that fails', () => {
  const redis = server as RedisServer;
  let ledger: RedisLedger;
  const open = async (timeoutMs = connectTimeoutMs): Promise<void> => {
    ledger = new RedisLedger({ url: redis.url, connectTimeoutMs: timeoutMs });
    await ledger.open();
  };
  const answers = (): Promise<boolean> =>
    ledger.ping().then(
      () => true,
      () => false,
    );
  afterEach(() => ledger.close());
  afterAll(async () => {
    await redis.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('promises all with appendonly yes and appendfsync always', async () => {
    await open();
    expect(await ledger.durability()).toEqual({ full: true, says: expect.stringContaining('appendfsync always') });
  });

  it('loses no acknowledged commit and keeps none by half when the server is killed', async () => {
    await open(5_000);
    let acknowledged = (await ledger.head('judge:0')).position;
    for (let round = 0; round < 5; round++) {
      const before = acknowledged;
      const series = commitSeries(ledger, (position) => (acknowledged = position));
      const ended = expect(series).rejects.toThrow(`Redis at 127.0.0.1:${redis.port}: `);
      await until(() => acknowledged > before);
      await sleep(Math.random() * 150);
      await redis.kill('SIGKILL');
      await ended;
      await redis.restart();
      await until(answers);
      acknowledged = await verifySeries(ledger, acknowledged);
    }
  });

  it('rejects in words during an outage and works again after it', async () => {
    await open();
    const { position } = await ledger.head('judge:0');
    await redis.kill('SIGKILL');
    const startMs = Date.now();
    for (let i = 0; i < 3; i++) {
      await expect(ledger.head('judge:0')).rejects.toThrow(/Redis at 127.0.0.1:\d+: .*(offline|closed|ECONN)/);
      await expect(ledger.ping()).rejects.toThrow(`Redis at 127.0.0.1:${redis.port}`);
    }
    expect(Date.now() - startMs).toBeLessThan(connectTimeoutMs + slackMs);
    await sleep(500);
    await expect(ledger.ping()).rejects.toThrow(`connect ECONNREFUSED 127.0.0.1:${redis.port}`);
    await redis.restart();
    await until(answers);
    expect(await ledger.head('judge:0')).toMatchObject({ position });
  });

  it('gives up waiting for a server that is silent, and works again when it speaks', async () => {
    await open();
    const before = await ledger.head('judge:7');
    await redis.kill('SIGSTOP');
    const startMs = Date.now();
    const commit = { expectedPosition: before.position, position: before.position + 1, states: [], outputs: [] };
    const results = await Promise.allSettled([ledger.ping(), ledger.commit('judge:7', commit)]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
    expect(String((results[0] as PromiseRejectedResult).reason)).toContain(`no answer within ${connectTimeoutMs} ms`);
    expect(Date.now() - startMs).toBeLessThan(connectTimeoutMs + slackMs);
    await redis.kill('SIGCONT');
    await until(answers);
    // Whether that commit was carried out is open; the fence lets it count once.
    const { position } = await ledger.head('judge:7');
    const again = await ledger.commit('judge:7', commit);
    expect(again).toEqual(position === before.position ? { committed: true } : { committed: false, position });
    expect((await ledger.head('judge:7')).position).toBe(commit.position);
  });

  it('leaves a connection that swallows everything for a new one', async () => {
    const connections: Socket[] = [];
    const proxy = createServer((socket) => {
      connections.push(socket);
      const upstream = connect(redis.port, '127.0.0.1');
      socket.pipe(upstream).pipe(socket);
      socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    ledger = new RedisLedger({ url: `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`, connectTimeoutMs });
    await ledger.open();
    for (const socket of connections) socket.unpipe().resume();
    await expect(ledger.ping()).rejects.toThrow(`no answer within ${connectTimeoutMs} ms`);
    await until(answers, 3_000);
    expect(connections.length).toBeGreaterThan(1);
    await ledger.close();
    proxy.close();
  });

  it('cannot be opened where nobody listens, and says so in time', async () => {
    ledger = new RedisLedger({ url: `redis://localhost:${await freePort()}`, connectTimeoutMs });
    const startMs = Date.now();
    await expect(ledger.open()).rejects.toThrow(/Redis at localhost:\d+: .*ECONNREFUSED/);
    expect(Date.now() - startMs).toBeLessThan(connectTimeoutMs + slackMs);
    await expect(ledger.ping()).rejects.toThrow('is not open');
  });

  it('can be opened while the server is starting and reads its data', async () => {
    await open(20_000);
    const value = Buffer.alloc(1_000);
    const states = Array.from({ length: 5_000 }, (_, i) => ({ group: 'example/p', id: `${i}`, value }));
    let { position } = await ledger.head('judge:5');
    for (let i = 0; i < 6; i++) {
      await ledger.commit('judge:5', { expectedPosition: position, position: ++position, states, outputs: [] });
    }
    await ledger.close();
    await redis.kill('SIGKILL');
    ledger = new RedisLedger({ url: redis.url, connectTimeoutMs: 20_000 });
    const opened = ledger.open().then(() => ledger.head('judge:5'));
    await Promise.all([opened, redis.restart()]);
    expect(await opened).toMatchObject({ position });
  });
});
