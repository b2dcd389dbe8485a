import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '#config';
import { Problem } from '#http';
import type { Service } from '#pipeline';
import { LagWatch } from '../service/lag-watch.js';
import { SERVICE, SETTINGS } from '../service/tokens.js';

const RETRY_AFTER_S = 1;
const LOOK_AGAIN_MS = 100;

/** Whether more events may come: not while the service is not running, nor while JUDGE is too far behind. */
@Injectable()
export class Admission {
  private readonly maxLag: number;

  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(LagWatch) private readonly lag: LagWatch,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.maxLag = settings.runner.maxLagRecords;
  }

  /** @throws Problem 503 with Retry-After */
  async check(): Promise<void> {
    this.checkRunning();
    const records = await this.lag.of('judge');
    if (records <= this.maxLag) return;
    const says = `${records} events wait to be judged, more than ${this.maxLag}: send more slowly`;
    throw new Problem('overloaded', says, { headers: { 'retry-after': String(RETRY_AFTER_S) } });
  }

  /** Waits while JUDGE is too far behind: meanwhile the sender of a stream is held back. @throws Problem 503 */
  async wait(): Promise<void> {
    while ((await this.lag.of('judge')) > this.maxLag) {
      this.checkRunning();
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    this.checkRunning();
  }

  private checkRunning(): void {
    const reason = this.service.notRunning;
    if (reason === undefined) return;
    throw new Problem('not-ready', reason, { headers: { 'retry-after': '5' } });
  }
}
