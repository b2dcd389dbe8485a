import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { spawnSource, until } from '#testing';
import { LocalLog } from './local.log.js';

const folder = mkdtempSync(join(tmpdir(), 'qualm-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const child = 'libs/testing/src/local-log.child.ts';

/** A process that owns the log in `path`, and the lines that it has printed. */
function owner(path: string, mode: 'append' | 'hold') {
  const process = spawnSource(child, [path, mode]);
  const gone = new Promise((resolve) => process.once('exit', resolve));
  let output = '';
  process.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { process, gone, lines: () => output.split('\n').slice(0, -1) };
}

test('what was acknowledged is there after five kill -9, in order and without gaps', async () => {
  const path = join(folder, 'killed');
  let acknowledged = -1;
  for (let round = 0; round < 5; round++) {
    const { process, gone, lines } = owner(path, 'append');
    const enough = 200 + Math.random() * 1000;
    await until(() => lines().length > enough, 30_000);
    process.kill('SIGKILL');
    await gone;
    acknowledged = Number(lines().at(-1));
  }
  const log = new LocalLog({ path });
  await log.open();
  const end = await log.end('events', 0);
  const numbers: number[] = [];
  const { stop } = await log.tail('events', {
    last: Infinity,
    onRecord: ({ value }) => void numbers.push(Number(Buffer.from(value).toString())),
  });
  await until(() => numbers.length === end);
  expect(end).toBeGreaterThan(acknowledged);
  expect(acknowledged).toBeGreaterThan(1000);
  expect(numbers).toEqual(Array.from({ length: end }, (_, i) => i));
  await stop();
  await log.close();
});

test('a second process is refused while the first lives, and not after its kill -9', async () => {
  const path = join(folder, 'owned');
  const { process, gone, lines } = owner(path, 'hold');
  await until(() => lines().includes('open'), 30_000);
  const log = new LocalLog({ path });
  await expect(log.open()).rejects.toThrow(/is open in another process/);
  process.kill('SIGKILL');
  await gone;
  await log.open();
  await log.close();
});

test('1,000,000 records stream through in flat private memory', async () => {
  const log = new LocalLog({ path: join(folder, 'million'), retentionBytes: 20_000_000 });
  await log.open();
  const records = 1_000_000;
  const inAppend = 1_000;
  let handled = 0;
  const { stop } = await log.subscribe({
    topic: 'events',
    group: 'g',
    maxBatchRecords: 1_000,
    start: async (_, committed) => committed ?? 0,
    onBatch: async (batch) => void (handled += batch.length),
  });
  const value = Buffer.alloc(200, 'x');
  const samples: number[] = [];
  for (let sent = 0; sent < records; sent += inAppend) {
    await log.append(Array.from({ length: inAppend }, (_, i) => ({ topic: 'events', key: `k${i}`, value })));
    if (sent % 100_000 === 0) samples.push(privateMebibytes());
  }
  await until(() => handled === records, 60_000);
  await stop();
  await log.close();
  // After the first 200,000 records the heap has its size, give or take a collection; keeping the other 800,000 in memory
  // would take 230 MB for their bytes alone.
  expect(Math.max(...samples) - samples[2]!).toBeLessThan(120);
});

function privateMebibytes(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(/RssAnon:\s+(\d+)/.exec(status)![1]) / 1024;
}
