import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openLedger, type Ledger } from '#ledger';
import { groups } from '#pipeline';
import { scopeOf } from '#runner';
import { seededRandom } from './path/seeded-random.js';

const { values } = parseArgs({
  options: { lines: { type: 'string', default: '1000000' }, keep: { type: 'boolean', default: false } },
});
const lines = Number(values.lines);
const examples = Math.ceil(lines * 0.3);
const sources = 1_000;
const classes = 10;
const seed = 1;
const sampleEveryMs = 200;
const limitBytes = 2 ** 30;
/** As `npm run qualm` has it: with these bounds the heap grows less far beyond what is alive. */
const nodeFlags = ['--max-old-space-size=1536', '--max-semi-space-size=32'];

/** A million labels without features through the real `qualm replay`: its private memory, its rate, what it keeps. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-million-'));
  try {
    const labels = join(folder, 'labels.ndjson');
    await writeLabels(labels);
    const out = join(folder, 'out');
    const { seconds, peakBytes } = await replay(labels, out);
    const diskBytes = sizeOf(join(out, '.qualm'));
    const ledger = await openLedger({ kind: 'lmdb', path: join(out, '.qualm/ledger') });
    console.log('');
    console.log('| | |\n|---|---|');
    row('lines', lines.toLocaleString('en'));
    row('seconds, lines/s', `${seconds.toFixed(0)}, ${Math.round(lines / seconds).toLocaleString('en')}`);
    row('peak anonymous memory (RssAnon)', `${mebibytes(peakBytes)} (limit ${mebibytes(limitBytes)})`);
    row('state per example (JUDGE)', await bytesEach(ledger, 'judge', groups.examples('replay')));
    row('state per source (WATCH)', await bytesEach(ledger, 'watch', groups.sources('replay')));
    row('state per buffered example (trainer)', await bytesEach(ledger, 'train', groups.buffer('replay')));
    row('disk: ledger and log', mebibytes(diskBytes));
    await ledger.close();
    if (peakBytes >= limitBytes) process.exitCode = 1;
  } finally {
    if (values.keep) console.log(`kept: ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

async function writeLabels(path: string): Promise<void> {
  const random = seededRandom(seed);
  const file = createWriteStream(path);
  for (let n = 0; n < lines; n++) {
    const example = Math.floor(random() * examples);
    const source = Math.floor(random() * sources);
    const truth = (example * 7_919) % classes;
    const accuracy = 0.6 + (0.38 * ((source * 613) % sources)) / sources;
    const label = random() < accuracy ? truth : Math.floor(random() * classes);
    const line = `{"exampleId":"i${example}","sourceId":"w${source}","label":${label}}\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

async function replay(labels: string, out: string): Promise<{ seconds: number; peakBytes: number }> {
  const main = join(import.meta.dirname, '../apps/cli/src/main.js');
  const args = [main, 'replay', '--labels', labels, '--classes', String(classes), '--out', out, '--seed', String(seed)];
  const began = performance.now();
  const child = spawn(process.execPath, [...nodeFlags, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  let peakBytes = 0;
  const timer = setInterval(() => (peakBytes = Math.max(peakBytes, anonymousBytes(child.pid!))), sampleEveryMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  if (code !== 0) throw new Error(`qualm replay ended with ${code}`);
  return { seconds: (performance.now() - began) / 1_000, peakBytes };
}

/** Of the process with all of its threads; 0 when it has just ended. */
function anonymousBytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

/** `mean bytes each, of how many` in one group of a stage's only partition. */
async function bytesEach(ledger: Ledger, stage: string, group: string): Promise<string> {
  let count = 0;
  let bytes = 0;
  let cursor: string | undefined;
  do {
    const page = await ledger.list(scopeOf(stage, 0), group, { ...(cursor !== undefined && { cursor }), limit: 1_000 });
    for (const { id, value } of page.entries) {
      count++;
      bytes += value.byteLength + Buffer.byteLength(id);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return `${Math.round(bytes / Math.max(count, 1))} bytes (${count.toLocaleString('en')} of them)`;
}

function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.blocks * 512;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
const row = (name: string, value: string) => console.log(`| ${name} | ${value} |`);

await main();
