import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFrom } from '#labels';
import { ModelStore } from '#pipeline';
import { seededRandom, startKafka, startRedis, until } from '#testing';
import { Cluster, garbage, partitions } from './crash/cluster.js';
import { examine, expectNoneBack, positions } from './crash/examine.js';
import { alarmWords, expectCarriedOut } from './crash/examine-alarms.js';
import type { ServiceProcess } from './crash/service-process.js';
import { Staff, type AcceptedAction } from './crash/staff.js';
import { Crowd, newProject, Traffic } from './crash/traffic.js';

const kills = 5;
const project = projectFrom(newProject, 0);
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
    const pace = { eventsPerSend: 12, pauseMs: 100 };
    const byHttp = new Traffic(new Crowd(seed, withFeatures), (e) => cluster.sendByHttp(e), pace);
    const byKafka = new Traffic(new Crowd(seed + 1, withFeatures), (e) => cluster.sendByKafka(e), pace);
    return {
      stop: async () => {
        await Promise.all([byHttp.stop(), byKafka.stop()]);
        return new Set([...byHttp.acknowledged, ...byKafka.acknowledged]);
      },
    };
  }

  const startStaff = (seed: number) => {
    const monitors = cluster.services.filter(({ app }) => app === 'monitor');
    return new Staff(`/v1/projects/${project.id}`, () => monitors, seed);
  };

  async function killAtRandom(
    name: string,
    seed: number,
    kill: () => Promise<void>,
    again: () => Promise<void>,
  ): Promise<void> {
    const random = seededRandom(seed);
    for (let n = 0; n < kills; n++) {
      const [afterMs, downMs] = [200 + random() * 2_500, random() * 500].map(Math.round) as [number, number];
      console.log(`distributed: seed ${seed}, kill -9 of the ${name} after ${afterMs} ms, down for ${downMs} ms`);
      await sleep(afterMs);
      await kill();
      await sleep(downMs);
      await again();
    }
  }

  async function expectNothingLost(
    sent: Set<number>,
    stages: string[],
    accepted: AcceptedAction[] = [],
  ): Promise<void> {
    await cluster.drained(stages);
    const found = await examine({ ledger: cluster.ledger, log: cluster.log, project }, stages);
    for (const atMs of sent) expect(found.expected.taken.has(atMs)).toBe(true);
    expect(sent.size).toBeGreaterThan(200);
    expectCarriedOut(accepted, found.transitions);
    const { labels, verdicts, repeated, deadLetters } = found;
    console.log(`distributed: ${accepted.length} actions on alarms; ${alarmWords(found.transitions)}`);
    console.log(
      `distributed: ${sent.size} sent, ${labels} current labels, ${verdicts} verdicts, ${repeated} repeats, ${deadLetters} dead`,
    );
  }

  it('lose nothing and count nothing twice when monitor, Redis and broker are killed', async () => {
    const [first] = await startMonitors({ QUALM_TRAINER: 'off' });
    const traffic = startTraffic(21, false);
    const staff = startStaff(23);
    // At the same time, each at moments of its own: outages overlap.
    await Promise.all([
      killAtRandom(
        'monitor',
        3,
        () => first.kill('SIGKILL'),
        () => first.startAmidOutages(),
      ),
      killAtRandom(
        'Redis',
        4,
        () => redis!.kill('SIGKILL'),
        () => redis!.restart(),
      ),
      killAtRandom(
        'broker',
        5,
        () => kafka!.kill('SIGKILL'),
        () => kafka!.restart(),
      ),
    ]);
    await sleep(500);
    await staff.stop();
    await expectNothingLost(await traffic.stop(), ['judge', 'watch'], staff.accepted);
    expect(staff.accepted.length).toBeGreaterThan(0);
  }, 240_000);

  it('keep the invariants when the trainer is killed; versions and positions only rise', async () => {
    const training = { QUALM_TRAIN_WARMUP_LABELS: '100', QUALM_TRAIN_EVERY_LABELS: '400' };
    await startMonitors();
    const trainer = await cluster.service('trainer', training);
    await trainer.start();
    const traffic = startTraffic(31, true);
    const staff = startStaff(33);
    const models = new ModelStore(cluster.ledger);
    await until(async () => (await models.active(project.id)).version > 0, 60_000);
    const random = seededRandom(4);
    const versions = [(await models.active(project.id)).version];
    let before = await positions(cluster.ledger, partitions);
    for (let n = 0; n < kills; n++) {
      const afterMs = Math.round(100 + random() * 2_500);
      console.log(`distributed: kill -9 of the trainer after ${afterMs} ms`);
      await sleep(afterMs);
      await trainer.kill('SIGKILL');
      const now = await positions(cluster.ledger, partitions);
      expectNoneBack(before, now);
      before = now;
      versions.push((await models.active(project.id)).version);
      await trainer.start();
    }
    const { trainedAtLabels } = await models.active(project.id);
    await until(async () => (await models.active(project.id)).trainedAtLabels > trainedAtLabels, 60_000);
    const [sent] = await Promise.all([traffic.stop(), staff.stop()]);
    await trainer.kill('SIGTERM');
    versions.push((await models.active(project.id)).version);
    console.log(`distributed: model versions ${versions.join(', ')}`);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    await expectNothingLost(sent, ['judge', 'watch'], staff.accepted);
  }, 180_000);

  it('hand their partitions over, and a monitor that was thought dead writes nothing', async () => {
    const [first] = await startMonitors({ QUALM_TRAINER: 'off' });
    const traffic = startTraffic(41, false);
    await everyPartitionMoves();
    await first.kill('SIGTERM');
    await everyPartitionMoves();
    await first.start();
    await everyPartitionMoves();
    // More than is done in a moment: the one that stops has a batch in hand.
    const burst = new Crowd(43, false);
    await cluster.sendByKafka(Array.from({ length: 6_000 }, () => burst.next()));
    await until(async () => (await first.metric('qualm_labels_total')) > 0);
    first.signal('SIGSTOP');
    await everyPartitionMoves();
    first.signal('SIGCONT');
    // Whichever comes first: its commit is refused, or its membership is. That a commit is refused: runner.spec.ts.
    await until(() => /another owner committed first|not aware of this member/.test(first.says), 30_000);
    await first.ready();
    const sent = await traffic.stop();
    await expectNothingLost(sent, ['judge', 'watch']);
  }, 120_000);

  it('judge a record once wherever it was put, and pass over what is no event', async () => {
    const [first] = await startMonitors({ QUALM_TRAINER: 'off' });
    const random = seededRandom(5);
    const crowd = new Crowd(51, false);
    const misplace = () => Math.floor(random() * partitions);
    const traffic = new Traffic(crowd, (e) => cluster.sendByKafka(e, misplace), { eventsPerSend: 24, pauseMs: 60 });
    for (let n = 0; n < 3; n++) {
      await sleep(400 + random() * 400);
      await cluster.sendGarbage();
      await first.kill('SIGKILL');
      await first.start();
    }
    await traffic.stop();
    await expectNothingLost(traffic.acknowledged, ['judge', 'watch']);
    const dead = await examine({ ledger: cluster.ledger, log: cluster.log, project }, ['judge', 'watch']);
    expect(dead.deadLetters).toBe(3 * garbage.length);
  }, 120_000);

  it('refuse another partition count, and a ledger that is behind its log', async () => {
    const [first, second] = await startMonitors({ QUALM_TRAINER: 'off' });
    const traffic = startTraffic(61, false);
    await everyPartitionMoves();
    await traffic.stop();
    await cluster.drained(['judge', 'watch']);
    await Promise.all([first.kill('SIGTERM'), second.kill('SIGTERM')]);

    const otherCount = { QUALM_KAFKA_TOPIC_PREFIX: `${cluster.name}-other.`, QUALM_KAFKA_PARTITIONS: '5' };
    const refused = await cluster.service('monitor', otherCount);
    refused.launch();
    await until(() => !refused.isRunning, 30_000);
    expect(refused.says).toContain("a topic's partition count cannot change");

    const behind = await cluster.service('monitor', { QUALM_REDIS_KEY_PREFIX: `${cluster.name}-emptied:` });
    behind.launch();
    await until(() => behind.says.includes('the ledger is behind its own published outputs'), 30_000);
    expect((await behind.get('/health/ready'))?.status).toBe(503);
  }, 120_000);

  /** Every partition has labels judged from now on, and so an owner. */
  async function everyPartitionMoves(): Promise<void> {
    const before = await positions(cluster.ledger, partitions);
    await until(async () => {
      const now = await positions(cluster.ledger, partitions);
      const judged = [...now].filter(([scope]) => scope.startsWith('judge:'));
      return judged.every(([scope, position]) => position > before.get(scope)!);
    }, 60_000);
  }
});
