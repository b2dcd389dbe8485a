import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openLedger, type Ledger } from '#ledger';
import { groups } from '#pipeline';
import { seededRandom } from './path/seeded-random.js';
import { bytesOnDisk, measuredReplay, mebibytes, statesOf } from './replay/measured-replay.js';

const { values } = parseArgs({
  options: { lines: { type: 'string', default: '1000000' }, keep: { type: 'boolean', default: false } },
});
const lines = Number(values.lines);
const examples = Math.ceil(lines * 0.3);
const sources = 1_000;
const classes = 10;
const seed = 1;
const limitBytes = 2 ** 30;

/** A million labels without features through the real `qualm replay`: its private memory, its rate, what it keeps. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-million-'));
  try {
    const labels = join(folder, 'labels.ndjson');
    await writeLabels(labels);
    const out = join(folder, 'out');
    const args = ['--labels', labels, '--classes', String(classes), '--out', out, '--seed', String(seed)];
    const { seconds, peakBytes } = await measuredReplay(args);
    const diskBytes = bytesOnDisk(join(out, '.qualm'));
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

async function bytesEach(ledger: Ledger, stage: string, group: string): Promise<string> {
  const { count, each } = await statesOf(ledger, stage, group);
  return `${each} bytes (${count.toLocaleString('en')} of them)`;
}

const row = (name: string, value: string) => console.log(`| ${name} | ${value} |`);

await main();
