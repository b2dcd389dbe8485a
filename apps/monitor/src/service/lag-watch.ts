import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Service } from '#pipeline';
import { SERVICE } from './tokens.js';

export interface Lag {
  stage: string;
  partition: number;
  records: number;
}

/** A reading is used for so long: asking costs a round trip where the log is Kafka. */
const MAX_AGE_MS = 250;

/** How far the stages are behind their logs, in the partitions that this process owns. */
@Injectable()
export class LagWatch implements OnModuleDestroy {
  private reading?: Promise<Lag[]>;
  private readAtMs = -Infinity;
  private closed = false;

  constructor(@Inject(SERVICE) private readonly service: Service) {}

  onModuleDestroy(): void {
    this.closed = true;
  }

  async read(): Promise<Lag[]> {
    if (this.closed) return [];
    if (this.reading && performance.now() - this.readAtMs < MAX_AGE_MS) return this.reading;
    this.readAtMs = performance.now();
    this.reading = this.service.pipeline.lag();
    this.reading.catch(() => (this.reading = undefined));
    return this.reading;
  }

  /** Of one stage, over its partitions. */
  async of(stage: string): Promise<number> {
    return (await this.read()).filter((l) => l.stage === stage).reduce((sum, l) => sum + l.records, 0);
  }
}
