import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFrom } from '#labels';
import { startKafka, startRedis, until, WebhookReceiver } from '#testing';
import { Cluster } from './crash/cluster.js';
import type { ServiceProcess } from './crash/service-process.js';

const project = projectFrom({ id: 'crash', classes: 2 }, 0);
const projects = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'];
const [kafka, redis] = await Promise.all([startKafka(), startRedis()]);
afterAll(() => Promise.all([kafka?.stop(), redis?.stop()]));

interface Listed {
  items: { id: string; state: string }[];
}

describe.skipIf(!kafka || !redis)('webhooks of two monitors on Kafka and Redis', () => {
  let cluster: Cluster;
  let monitors: ServiceProcess[];
  let receiver: WebhookReceiver;

  beforeEach(async () => {
    receiver = new WebhookReceiver();
    await receiver.open();
    cluster = new Cluster(kafka!, redis!, project);
    await cluster.open();
    const environment = {
      QUALM_TRAINER: 'off',
      QUALM_WEBHOOK_ALLOW: '127.0.0.1',
      QUALM_WEBHOOK_ALLOW_HTTP: 'true',
    };
    monitors = [await cluster.service('monitor', environment), await cluster.service('monitor', environment)];
    await Promise.all(monitors.map((monitor) => monitor.start()));
  });
  afterEach(async () => {
    await cluster.close();
    await receiver.close();
  });

  const post = (path: string, body: object, monitor = monitors[0]!) =>
    monitor.post(`/v1/projects${path}`, 'application/json', JSON.stringify(body));
  const list = async (path: string) => (await monitors[1]!.getJson<Listed>(`/v1/projects${path}`))!.items;
  const allDelivered = async (paths: string[], each: number) => {
    const logs = await Promise.all(paths.map((path) => list(`${path}/deliveries`)));
    return logs.every((log) => log.length === each && log.every(({ state }) => state === 'delivered'));
  };
  const idsReceived = () => receiver.received.map(({ headers }) => String(headers['webhook-id']));

  it('are delivered by the owner of the lane, whoever was asked, and by the other when it dies', async () => {
    const paths: string[] = [];
    for (const id of projects) {
      await post('', { id, classes: 2 });
      await post(`/${id}/webhooks`, { url: receiver.url });
      paths.push(`/${id}/webhooks/${(await list(`/${id}/webhooks`))[0]!.id}`);
    }
    for (const path of paths) for (const monitor of monitors) await post(`${path}/test`, {}, monitor);
    await until(() => allDelivered(paths, 2), 30_000);
    expect(new Set(idsReceived()).size).toBe(2 * projects.length);

    receiver.received.length = 0;
    receiver.answer = (response) => response.writeHead(500).end();
    for (const path of paths) await post(`${path}/test`, {});
    await until(() => new Set(idsReceived()).size === projects.length, 30_000);
    await monitors[0]!.kill('SIGKILL');
    const first = new Set(idsReceived());
    receiver.received.length = 0;
    receiver.answer = (response) => response.end();
    for (const path of paths) {
      const failed = (await list(`${path}/deliveries`)).find(({ id }) => first.has(id))!;
      await post(`${path}/deliveries/${failed.id}/redeliver`, {}, monitors[1]);
    }
    await until(() => allDelivered(paths, 3), 60_000);
    expect(new Set(idsReceived())).toEqual(first);
  });
});
