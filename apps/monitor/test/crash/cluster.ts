import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Project } from '#labels';
import { openLedger, type Ledger } from '#ledger';
import { scopeOf } from '#runner';
import { openLog, type Log } from '#stream';
import { freePort, until, type KafkaServer, type RedisServer } from '#testing';
import { ServiceProcess } from './service-process.js';
import { newProject, type Crowd } from './traffic.js';

export const partitions = 4;

/** Records that are no events of the project; each becomes one dead letter. */
export const garbage = [
  '',
  'not JSON',
  '{"project":"crash","exampleId":"e1"}',
  '{"project":"nobody","exampleId":"e1","sourceId":"w1","label":0}',
  '{"project":"crash","exampleId":"e1","sourceId":"w1","label":99}',
  '{"project":"crash","exampleId":"e1","sourceId":"w1","label":1,"at":"2099-01-01"}',
  Buffer.from([0, 255, 1, 254, 7]),
];

/** Monitors and a trainer as processes over one broker and one Redis, with topics and keys of their own. */
export class Cluster {
  readonly name = `t${randomUUID().slice(0, 8)}`;
  readonly services: ServiceProcess[] = [];
  ledger!: Ledger;
  log!: Log;
  private turn = 0;

  constructor(
    private readonly kafka: KafkaServer,
    private readonly redis: RedisServer,
    private readonly project: Project,
  ) {}

  get topicPrefix(): string {
    return `${this.name}.`;
  }

  private get keyPrefix(): string {
    return `${this.name}:`;
  }

  /** What the test itself reads and writes with. */
  async open(): Promise<void> {
    this.ledger = await openLedger({ kind: 'redis', url: this.redis.url, keyPrefix: this.keyPrefix });
    this.log = await openLog({
      kind: 'kafka',
      brokers: this.kafka.brokers,
      clientId: 'test',
      topicPrefix: this.topicPrefix,
      partitions,
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map((s) => s.kill('SIGKILL')));
    await this.log?.close();
    await this.ledger?.close();
  }

  async service(app: 'monitor' | 'trainer', environment: Record<string, string> = {}): Promise<ServiceProcess> {
    const service = new ServiceProcess(app, `http://127.0.0.1:${await freePort()}`, {
      QUALM_STREAM: 'kafka',
      QUALM_LEDGER: 'redis',
      KAFKA_BROKERS: this.kafka.brokers.join(','),
      REDIS_URL: this.redis.url,
      QUALM_REDIS_KEY_PREFIX: this.keyPrefix,
      QUALM_KAFKA_TOPIC_PREFIX: this.topicPrefix,
      QUALM_KAFKA_GROUP_PREFIX: this.name,
      QUALM_KAFKA_PARTITIONS: String(partitions),
      QUALM_KAFKA_SESSION_TIMEOUT_MS: '4000',
      QUALM_BATCH_RECORDS: '48',
      QUALM_NOISE_REFRESH_MS: '100',
      ...environment,
    });
    this.services.push(service);
    return service;
  }

  async makeProject(): Promise<void> {
    const body = JSON.stringify(newProject);
    await this.services[0]!.post('/v1/projects', 'application/json', body);
  }

  /** Through whichever monitor answers. */
  async sendByHttp(events: ReturnType<Crowd['next']>[]): Promise<void> {
    const monitors = this.services.filter((s) => s.app === 'monitor');
    const lines = events.map(({ json }) => JSON.stringify(json)).join('\n');
    const path = `/v1/projects/${this.project.id}/labels`;
    for (;;) {
      const monitor = monitors[this.turn++ % monitors.length]!;
      if (await monitor.postOnce(path, 'application/x-ndjson', lines)) return;
      await sleep(50);
    }
  }

  /** Straight to the events topic. @param misplace as producers do that hash keys in another way */
  async sendByKafka(events: ReturnType<Crowd['next']>[], misplace?: (key: string) => number): Promise<void> {
    const records = events.map(({ exampleId, json }) => {
      const key = `${this.project.id}/${exampleId}`;
      const value = Buffer.from(JSON.stringify({ project: this.project.id, ...json }));
      const partition = misplace?.(key);
      const headers = { 'content-type': 'application/json' };
      return { topic: 'events' as const, key, value, headers, ...(partition !== undefined && { partition }) };
    });
    for (;;) {
      const sent = await this.log.append(records).then(
        () => true,
        () => false,
      );
      if (sent) return;
      await sleep(100);
    }
  }

  async sendGarbage(): Promise<void> {
    const records = garbage.map((value, n) => ({
      topic: 'events' as const,
      key: `garbage-${n}`,
      value: Buffer.from(value),
      partition: n % partitions,
    }));
    await this.log.append(records);
  }

  /** Every stage has taken all that is in the logs and owes nothing, and it stays so. */
  async drained(stages: string[], timeoutMs = 90_000): Promise<void> {
    let quiet = 0;
    await until(async () => {
      quiet = (await this.isDrained(stages).catch(() => false)) ? quiet + 1 : 0;
      return quiet > 15;
    }, timeoutMs);
  }

  private async isDrained(stages: string[]): Promise<boolean> {
    for (const stage of stages) {
      const topic = stage === 'watch' ? 'changes' : 'events';
      for (let partition = 0; partition < partitions; partition++) {
        const { position, lastOutput, forgotten } = await this.ledger.head(scopeOf(stage, partition));
        if (position < (await this.log.end(topic, partition)) || lastOutput !== forgotten) return false;
      }
    }
    return true;
  }
}
