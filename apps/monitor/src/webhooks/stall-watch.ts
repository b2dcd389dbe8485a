import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Service } from '#pipeline';
import { scopeOf } from '#runner';
import { LagWatch } from '../service/lag-watch.js';
import { SERVICE } from '../service/tokens.js';
import { StallDetector, type Stall } from './stall-detector.js';

const LOOK_EVERY_MS = 15_000;

/** Tells the webhooks of every project when a stage of this process does not get on with its log. */
@Injectable()
export class StallWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('webhooks');
  private readonly detector = new StallDetector();
  private readonly untold: Stall[] = [];
  private timer?: NodeJS.Timeout;
  private looking?: Promise<void>;

  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(LagWatch) private readonly lag: LagWatch,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.looking ??= this.look()
        .catch((error: unknown) => this.logger.warn(`stalls are not told: ${(error as Error).message}`))
        .finally(() => (this.looking = undefined));
    }, LOOK_EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    const { notRunning, ledger } = this.service;
    const readings = await Promise.all(
      (await this.lag.read()).map(async (lag) => {
        const { position } = await ledger.head(scopeOf(lag.stage, lag.partition));
        return { ...lag, position };
      }),
    );
    const stalls = this.detector.read(readings, Date.now(), notRunning);
    for (const { stage, partition, records, reason } of stalls)
      this.logger.warn(`${stage}:${partition} is stalled with ${records} records to take: ${reason}`);
    this.untold.push(...stalls);
    for (; this.untold.length > 0; this.untold.shift()) await this.tell(this.untold[0]!);
  }

  private async tell({ stage, partition, records, position, sinceMs, reason }: Stall): Promise<void> {
    const { webhooks } = this.service.pipeline;
    const since = new Date(sinceMs).toISOString();
    const cause = `${stage}/${partition}/${position}`;
    for (const project of (await webhooks?.endpoints.projects()) ?? []) {
      const data = { project, stage, partition, lag: records, since, reason };
      await webhooks?.announce({ type: 'stream.stalled', project, cause, atMs: sinceMs, data });
    }
  }
}
