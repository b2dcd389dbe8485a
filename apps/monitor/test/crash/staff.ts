import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '#testing';
import type { ServiceProcess } from './service-process.js';
import { classCount, truthOf } from './traffic.js';

interface OpenAlarm {
  slot: string;
  opening: number;
  acknowledgedBy: string | null;
}

/** What the API said of an alarm that it has written down. */
export interface AcceptedAction {
  /** `source/slot` */
  name: string;
  opening: number;
  action: 'acknowledge' | 'resolve';
}

/**
 * People who take alarms on, close them and work off the review queue by the API, while it is killed under them: what gets
 * no answer is let go, as a person would.
 */
export class Staff {
  readonly accepted: AcceptedAction[] = [];
  reviews = 0;
  private readonly random: () => number;
  private readonly stopping = new AbortController();
  private readonly done: Promise<void>;

  constructor(
    private readonly path: string,
    private readonly services: () => ServiceProcess[],
    seed: number,
  ) {
    this.random = seededRandom(seed);
    this.done = this.run();
    this.done.catch(() => undefined); // `stop` says it
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const services = this.services();
      const service = services[Math.floor(this.random() * services.length)]!;
      await this.answerAlarm(service);
      await this.review(service);
      await sleep(40);
    }
  }

  private async answerAlarm(service: ServiceProcess): Promise<void> {
    const sources = await service.getJson<{ items: { sourceId: string; alarms: OpenAlarm[] }[] }>(
      `${this.path}/sources`,
    );
    const open = (sources?.items ?? []).flatMap(({ sourceId, alarms }) =>
      alarms.map((alarm) => ({ sourceId, ...alarm })),
    );
    if (open.length === 0) return;
    const { sourceId, slot, opening, acknowledgedBy } = open[Math.floor(this.random() * open.length)]!;
    const action = acknowledgedBy === null && this.random() < 0.7 ? 'acknowledge' : 'resolve';
    const body = { by: 'rita', opening };
    const answer = await service.postJson(`${this.path}/sources/${sourceId}/alarms/${slot}/${action}`, body);
    if (answer?.status === 202) this.accepted.push({ name: `${sourceId}/${slot}`, opening, action });
  }

  private async review(service: ServiceProcess): Promise<void> {
    const reviewer = 'bob';
    const claimed = await service.postJson(`${this.path}/reviews/claim`, { reviewer, leaseSeconds: 5 });
    const { item } = (claimed?.status === 200 ? JSON.parse(claimed.body) : { item: null }) as {
      item: { token: string; exampleId: string } | null;
    };
    if (!item) return;
    const { token, exampleId } = item;
    const said = this.random();
    const label = said < 0.05 ? Math.floor(this.random() * classCount) : truthOf(exampleId);
    const answer =
      said < 0.2
        ? await service.postJson(`${this.path}/reviews/unsure`, { reviewer, token })
        : await service.postJson(`${this.path}/reviews/decide`, { reviewer, token, label });
    if (answer?.status === 202) this.reviews++;
    if (said > 0.9) await service.postJson(`${this.path}/reviews/undo`, { reviewer });
  }
}
