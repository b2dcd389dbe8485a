/**
 * How fast labels go the whole path (judge, watch, the trainer's intake), embedded and on Kafka and Redis, beside a bare
 * kafkajs consumer that only counts the same topic on the same broker: `npm run --silent bench:path`. Medians of runs.
 */
import { parseArgs } from 'node:util';
import { startKafka, startRedis } from '#testing';
import { bareRate } from './path/bare-consumer.js';
import { measure, type PathRun } from './path/measure.js';
import { embeddedPlace, kafkaPlace, type Place } from './path/places.js';
import { workloads, type Workload } from './path/workloads.js';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
const runs = Number(values.runs);

const [kafka, redis] = await Promise.all([startKafka(), startRedis({ appendOnly: true })]);
if (!kafka || !redis) throw new Error('bench:path needs a Kafka broker and a Redis');

const rateRows: string[] = [];
const stepColumns = new Map<string, PathRun>();
for (const workload of workloads) {
  const bare = median(await repeat(() => bareRate(kafka.brokers, workload)));
  rateRows.push(`| bare kafkajs consumer | ${workload.name} | ${thousands(bare)} | 1 |`);
  const places: [string, () => Promise<Place>][] = [
    ['embedded (local log, LMDB)', embeddedPlace],
    ['Kafka + Redis (appendfsync always)', () => kafkaPlace(kafka.brokers, redis.url)],
  ];
  for (const [name, open] of places) await measurePlace(name, open, workload, bare);
}
await Promise.all([kafka.stop(), redis.stop()]);

console.log('\n| path | workload | labels/s | of the bare consumer |\n|---|---|---|---|');
for (const row of rateRows) console.log(row);
printSteps();

async function measurePlace(name: string, open: () => Promise<Place>, workload: Workload, bare: number): Promise<void> {
  const results = await repeat(() => measure(open, workload));
  const rate = median(results.map((r) => r.labelsPerSecond));
  rateRows.push(`| ${name} | ${workload.name} | ${thousands(rate)} | ${(rate / bare).toFixed(3)} |`);
  const middle = results.sort((a, b) => a.labelsPerSecond - b.labelsPerSecond)[results.length >> 1]!;
  stepColumns.set(`${name.split(' (')[0]}, ${workload.name}`, middle);
}

/** Microseconds per label of each step; stages of one process overlap, so a column adds up to more than its rate says. */
function printSteps(): void {
  const columns = [...stepColumns];
  const steps = [...new Set(columns.flatMap(([, run]) => [...run.microsecondsPerLabel.keys()]))];
  console.log(
    `\n| µs per label | ${columns.map(([name]) => name).join(' | ')} |\n|---|${'---|'.repeat(columns.length)}`,
  );
  for (const step of steps) {
    const cells = columns.map(([, run]) => (run.microsecondsPerLabel.get(step) ?? 0).toFixed(1));
    console.log(`| ${step} | ${cells.join(' | ')} |`);
  }
}

async function repeat<T>(work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let n = 0; n < runs; n++) results.push(await work());
  return results;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function thousands(rate: number): string {
  return `${(rate / 1_000).toFixed(1)}k`;
}
