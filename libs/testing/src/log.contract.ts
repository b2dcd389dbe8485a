import { afterEach, beforeEach, describe } from 'vitest';
import type { Log } from '#stream';
import { appendContract, sizeContract, tailContract } from './log.contract.append.js';
import { partitions } from './log.contract.fixtures.js';
import { failureContract, groupContract, subscribeContract } from './log.contract.subscribe.js';

/** Makes an opened log of its own, every topic with `partitions` partitions. The contract closes it. */
export type MakeLog = (options: { partitions: number }) => Promise<Log>;

/** What every adapter of the port Log does. */
export function logContract(name: string, makeLog: MakeLog): void {
  describe(name, { timeout: 60_000 }, () => {
    let log: Log;
    beforeEach(async () => {
      log = await makeLog({ partitions });
    });
    afterEach(() => log.close());
    describe('append', () => appendContract(() => log));
    describe('subscribe', () => subscribeContract(() => log));
    describe('a group', () => groupContract(() => log));
    describe('a handler that fails', () => failureContract(() => log));
    describe('tail', () => tailContract(() => log));
    describe('size', () => sizeContract(() => log));
  });
}
