import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebhookEvent } from '#alerts';
import type { Service } from '#pipeline';
import type { LagWatch } from '../service/lag-watch.js';
import { StallWatch } from './stall-watch.js';

const MINUTE = 60_000;
let told: WebhookEvent[];
let announce: (event: WebhookEvent) => Promise<void>;
let watch: StallWatch;

beforeEach(() => {
  Logger.overrideLogger(false);
  vi.useFakeTimers({ now: 1_763_690_400_000 });
  told = [];
  announce = async (event) => void told.push(event);
  const webhooks = {
    endpoints: { projects: async () => ['cars', 'pets'] },
    announce: (e: WebhookEvent) => announce(e),
  };
  const service = { ledger: { head: async () => ({ position: 7 }) }, pipeline: { webhooks }, notRunning: undefined };
  const lag = { read: async () => [{ stage: 'judge', partition: 2, records: 9 }] };
  watch = new StallWatch(service as unknown as Service, lag as unknown as LagWatch);
  watch.onApplicationBootstrap();
});
afterEach(async () => {
  await watch.beforeApplicationShutdown();
  vi.useRealTimers();
  Logger.overrideLogger(undefined as never);
});

describe('StallWatch', () => {
  it('tells every project with webhooks of a stall, once', async () => {
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(told.map(({ type, project, cause }) => [type, project, cause])).toEqual([
      ['stream.stalled', 'cars', 'judge/2/7'],
      ['stream.stalled', 'pets', 'judge/2/7'],
    ]);
    expect(told[0]!.data).toMatchObject({ stage: 'judge', partition: 2, lag: 9 });
  });

  it('tells later what could not be told', async () => {
    announce = () => Promise.reject(new Error('down'));
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    announce = async (event) => void told.push(event);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(told).toHaveLength(2);
  });
});
