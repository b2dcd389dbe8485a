import { expect } from 'vitest';
import { until, WebhookReceiver } from '#testing';
import type { Transition } from './examine-alarms.js';
import type { ServiceProcess } from './service-process.js';

interface Delivery {
  id: string;
  state: string;
  body: { data: { sequence: number } };
}

/** A webhook that is told of every alarm of a source, and what becomes of it while the service is killed. */
export class WebhookWatch {
  /** Lets the service deliver to this machine. */
  static readonly environment = { QUALM_WEBHOOK_ALLOW: '127.0.0.1', QUALM_WEBHOOK_ALLOW_HTTP: 'true' };
  private readonly receiver = new WebhookReceiver();

  constructor(private readonly path: string) {}

  async open(service: ServiceProcess): Promise<void> {
    await this.receiver.open();
    const events = ['source.alarm.opened', 'source.alarm.acknowledged', 'source.alarm.resolved', 'source.drift'];
    await service.post(this.path, 'application/json', JSON.stringify({ url: this.receiver.url, events }));
  }

  close(): Promise<void> {
    return this.receiver.close();
  }

  /** What is on record, when all of it is delivered. */
  async delivered(service: ServiceProcess): Promise<Delivery[]> {
    const { items } = (await service.getJson<{ items: { id: string }[] }>(this.path))!;
    expect(items).toHaveLength(1);
    let found: Delivery[] = [];
    await until(async () => (await service.metric('qualm_lag_records{stage="notify"')) === 0);
    await until(async () => {
      const log = await service.getJson<{ items: Delivery[] }>(`${this.path}/${items[0]!.id}/deliveries?limit=1000`);
      found = log?.items ?? [];
      return found.length > 0 && found.every(({ state }) => state === 'delivered');
    }, 30_000);
    return found;
  }

  /** One record for each transition, and each record arrived. */
  expectTold(deliveries: Delivery[], ways: Map<string, Transition[]>): void {
    const ofSources = [...ways].filter(([name]) => name !== '/calibration');
    const owed = ofSources.flatMap(([, way]) => way.map(({ seq }) => seq));
    const inOrder = (seqs: number[]) => seqs.toSorted((a, b) => a - b);
    expect(inOrder(deliveries.map(({ body }) => body.data.sequence))).toEqual(inOrder(owed));
    const arrived = new Set(this.receiver.received.map(({ headers }) => headers['webhook-id']));
    expect(arrived).toEqual(new Set(deliveries.map(({ id }) => id)));
  }
}
