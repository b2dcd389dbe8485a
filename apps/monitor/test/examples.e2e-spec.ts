import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { VerdictJson } from '#labels';
import { crowdLines, monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

const brokers = inject('kafkaBrokers');
const root = join(import.meta.dirname, '../../..');
const run = promisify(execFile);
const EXAMPLES = 40;
const LABELS = EXAMPLES * 4;

/** Commands that run an example, or why it cannot be run here. */
type Prepared = [command: string, ...args: string[]] | string;

async function python(): Promise<Prepared> {
  const venv = join(root, '.tools/python-example');
  const example = join(root, 'examples/python');
  const interpreter = join(venv, 'bin/python');
  try {
    if (!existsSync(interpreter)) await run('python3', ['-m', 'venv', venv]);
    await run(interpreter, ['-m', 'pip', 'install', '-q', '-r', join(example, 'requirements.txt')]);
    return [interpreter, join(example, 'labels.py')];
  } catch (error) {
    return `Python with venv and pip is not there: ${(error as Error).message.split('\n', 1)[0]}`;
  }
}

async function typescript(): Promise<Prepared> {
  const outDir = join(root, 'dist/examples/typescript');
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '-p', join(root, 'examples/typescript'), '--outDir', outDir]);
  return [process.execPath, join(outDir, 'labels.js')];
}

describe.skipIf(!brokers)('the examples, on Kafka', () => {
  let monitor: MonitorUnderTest;
  const prefix = `examples-${process.pid}.`;
  const kafka = new Kafka({ brokers: brokers ?? [], logLevel: logLevel.ERROR });

  beforeAll(async () => {
    monitor = await monitorUnderTest({
      QUALM_STREAM: 'kafka',
      QUALM_TRAINER: 'off',
      KAFKA_BROKERS: brokers!.join(','),
      QUALM_KAFKA_TOPIC_PREFIX: prefix,
      QUALM_KAFKA_GROUP_PREFIX: prefix,
    });
  });
  afterAll(() => monitor.stop());

  /** What it writes to standard output. */
  function example([command, ...args]: [string, ...string[]], project: string, input?: string): Promise<string> {
    const env = {
      PATH: process.env['PATH'],
      KAFKA_BROKERS: brokers!.join(','),
      QUALM_KAFKA_TOPIC_PREFIX: prefix,
      QUALM_PROJECT: project,
      GROUP_ID: `${prefix}${project}`,
      KAFKAJS_NO_PARTITIONER_WARNING: '1',
    };
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(input);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => (status === 0 ? resolve(output) : reject(new Error(`it ended with ${status}`))));
    });
  }

  async function recordsOfEvents(): Promise<number> {
    const admin = kafka.admin();
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(`${prefix}events`);
    await admin.disconnect();
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }

  it.for([
    ['python', python],
    ['typescript', typescript],
  ] as const)(
    'in %s sends labels to their own partitions and reads their verdicts',
    async ([name, prepare], { skip }) => {
      const prepared = await prepare();
      if (typeof prepared === 'string') {
        if (process.env['CI']) throw new Error(prepared);
        console.error(`\n!!! ${prepared}: THE EXAMPLE IN ${name.toUpperCase()} IS NOT TESTED\n`);
        return skip(prepared);
      }
      await monitor.http
        .post('/v1/projects')
        .send({ id: name, classes: ['cat', 'dog'] })
        .expect(201);
      const before = await recordsOfEvents();
      await example([...prepared, 'send'], name, crowdLines(EXAMPLES));
      const lines = (await example([...prepared, 'verdicts', String(LABELS)], name)).trim().split('\n');
      const verdicts = lines.map((line) => JSON.parse(line) as VerdictJson);
      expect(new Set(verdicts.map(({ partition, seq }) => `${partition}/${seq}`)).size).toBe(LABELS);
      expect(verdicts.every(({ project, label }) => project === name && ['cat', 'dog'].includes(String(label)))).toBe(
        true,
      );
      // A record on a wrong partition would have been written again, to the right one.
      await monitor.settled(name);
      expect((await recordsOfEvents()) - before).toBe(LABELS);
    },
  );
});
