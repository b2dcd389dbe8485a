import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { logContract } from '#testing';
import { LocalLog } from './local.log.js';
import { topics, type Topic } from './log.js';

const folder = mkdtempSync(join(tmpdir(), 'qualm-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
const everyTopic = (count: number) =>
  Object.fromEntries(topics.map((topic) => [topic, count])) as Record<Topic, number>;

logContract('LocalLog', async ({ partitions }) => {
  const log = new LocalLog({ path: join(folder, String(made++)), partitions: everyTopic(partitions) });
  await log.open();
  return log;
});
