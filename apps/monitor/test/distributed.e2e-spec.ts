import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFrom } from '#labels';
import { ModelStore } from '#pipeline';
import { startKafka, startRedis, until } from '#testing';
import { Cluster, partitions } from './crash/cluster.js';
import { examine, expectNoneBack, positions } from './crash/examine.js';
import type { ServiceProcess } from './crash/service-process.js';
import { classCount, Crowd, seededRandom, Traffic } from './crash/traffic.js';

const kills = 5;
const project = projectFrom({ id: 'crash', classes: classCount }, 0);
// Servers of their own: they are killed.
const [kafka, redis] = await Promise.all([
  startKafka({ shared: false }),
  startRedis({ shared: false, appendOnly: true }),
]);
afterAll(() => Promise.all([kafka?.stop(), redis?.stop()]));

describe.skipIf(!kafka || !redis)('two monitors and a trainer on Kafka and Redis', () => {
  let cluster: Cluster;

  beforeEach(async () => {
    cluster = new Cluster(kafka!, redis!, project);
    await cluster.open();
  });
  afterEach(() => cluster.close());

  async function startMonitors(environment: Record<string, string> = {}): Promise<[ServiceProcess, ServiceProcess]> {
    const monitors = [await cluster.service('monitor', environment), await cluster.service('monitor', environment)];
    await Promise.all(monitors.map((m) => m.start()));
    await cluster.makeProject();
    return monitors as [ServiceProcess, ServiceProcess];
  }

  /** Half by HTTP, half straight to Kafka, of different examples and sources at times of their own. */
  function startTraffic(seed: number, withFeatures: boolean): { stop(): Promise<Set<number>> } {
    const pace = { eventsPerSend: 12, pauseMs: 25 };
    const byHttp = new Traffic(new Crowd(seed, withFeatures), (e) => cluster.sendByHttp(e), pace);
    const byKafka = new Traffic(new Crowd(seed + 1, withFeatures), (e) => cluster.sendByKafka(e), pace);
    return {
      stop: async () => {
        await Promise.all([byHttp.stop(), byKafka.stop()]);
        return new Set([...byHttp.acknowledged, ...byKafka.acknowledged]);
      },
    };
  }

  async function expectNothingLost(sent: Set<number>, stages: string[]): Promise<void> {
    await cluster.drained(stages);
    const found = await examine({ ledger: cluster.ledger, log: cluster.log, project }, stages);
    for (const atMs of sent) expect(found.expected.taken.has(atMs)).toBe(true);
    expect(sent.size).toBeGreaterThan(200);
    const { labels, verdicts, repeated, deadLetters } = found;
    console.log(
      `distributed: ${sent.size} sent, ${labels} current labels, ${verdicts} verdicts, ${repeated} repeats, ${deadLetters} dead`,
    );
  }

  it('lose nothing and count nothing twice when monitor, Redis and broker are killed', async () => {
    const [first] = await startMonitors({ QUALM_TRAINER: 'off' });
    const traffic = startTraffic(21, false);
    const victims = [
      { name: 'monitor', kill: () => first.kill('SIGKILL'), again: () => first.start() },
      { name: 'Redis', kill: () => redis!.kill('SIGKILL'), again: () => redis!.restart() },
      { name: 'broker', kill: () => kafka!.kill('SIGKILL'), again: () => kafka!.restart() },
    ];
    const random = seededRandom(3);
    for (let n = 0; n < kills * victims.length; n++) {
      const { name, kill, again } = victims[n % victims.length]!;
      const [afterMs, downMs] = [200 + random() * 1_000, random() * 400].map(Math.round) as [number, number];
      console.log(`distributed: kill -9 of the ${name} after ${afterMs} ms, down for ${downMs} ms`);
      await sleep(afterMs);
      await kill();
      await sleep(downMs);
      await again();
    }
    await sleep(500);
    await expectNothingLost(await traffic.stop(), ['judge', 'watch']);
  }, 240_000);
});
