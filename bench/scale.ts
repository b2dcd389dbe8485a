import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openLedger } from '#ledger';
import { groups, ModelStore } from '#pipeline';
import { seededRandom } from './path/seeded-random.js';
import { bytesOnDisk, measuredReplay, type MeasuredReplay, mebibytes, statesOf } from './replay/measured-replay.js';

/** One stream: `lines` labels, three per example, by `sources` whose accuracies are spread over .6 to .98. */
interface Workload {
  classes: number;
  sources: number;
  /** Floats per example; 0: labels only. */
  features: number;
  lines: number;
}

interface Measured extends Workload, MeasuredReplay {
  fineTunes: { count: number; seconds: number };
  bytes: Record<'example' | 'source' | 'project' | 'disk', number>;
}

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '200000' },
    'feature-lines': { type: 'string', default: '30000' },
    /** Only the workloads whose number is in this list, such as 0,2. */
    only: { type: 'string' },
  },
});
const labelsPerExample = 3;
const seed = 1;
const labelsOnly = { features: 0, lines: Number(values.lines) };
const withFeatures = { features: 64, lines: Number(values['feature-lines']) };
const workloads: Workload[] = [
  { ...labelsOnly, classes: 10, sources: 1_000 },
  { ...labelsOnly, classes: 1_000, sources: 1_000 },
  { ...labelsOnly, classes: 10, sources: 100_000 },
  { ...labelsOnly, classes: 1_000, sources: 100_000 },
  { ...withFeatures, classes: 10, sources: 1_000 },
  { ...withFeatures, classes: 1_000, sources: 1_000 },
];

/** A thousand classes and a hundred thousand sources through the real `qualm replay`, beside ten and a thousand. */
async function main(): Promise<void> {
  const only = values.only?.split(',').map(Number);
  const measured: Measured[] = [];
  for (const [n, workload] of workloads.entries()) {
    if (!only || only.includes(n)) measured.push(await measure(workload));
  }
  console.log('\n| classes | sources | features | lines | lines/s | CPU µs/line | rate by CPU, of K = 10 | peak RssAnon | fine-tunes | bytes per example / source / project | disk |'); // prettier-ignore
  console.log('|---|---|---|---|---|---|---|---|---|---|---|');
  for (const one of measured) console.log(`| ${cellsOf(one, measured).join(' | ')} |`);
}

function cellsOf(one: Measured, all: Measured[]): string[] {
  const { classes, sources, features, lines, seconds, cpuSeconds, peakBytes, fineTunes, bytes } = one;
  const few = all.find((m) => m.classes === 10 && m.sources === sources && m.features === features);
  const share = few ? (few.cpuSeconds / cpuSeconds).toFixed(2) : '';
  return [
    ...[classes, sources, features, lines, Math.round(lines / seconds)].map((value) => value.toLocaleString('en')),
    Math.round((cpuSeconds / lines) * 1e6).toLocaleString('en'),
    share,
    mebibytes(peakBytes),
    `${fineTunes.count} in ${fineTunes.seconds.toFixed(1)} s`,
    [bytes.example, bytes.source, bytes.project].map((value) => value.toLocaleString('en')).join(' / '),
    mebibytes(bytes.disk),
  ];
}

async function measure(workload: Workload): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-scale-'));
  try {
    const labels = join(folder, 'labels.ndjson');
    await writeLabels(labels, workload);
    const out = join(folder, 'out');
    const { classes } = workload;
    const args = ['--labels', labels, '--classes', String(classes), '--out', out, '--seed', String(seed)];
    const run = await measuredReplay(args);
    return { ...workload, ...run, ...(await keptOf(out)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the replay left in its ledger. */
async function keptOf(out: string): Promise<Pick<Measured, 'fineTunes' | 'bytes'>> {
  const ledger = await openLedger({ kind: 'lmdb', path: join(out, '.qualm/ledger') });
  const reports = await new ModelStore(ledger).list('replay');
  const kept = {
    fineTunes: { count: reports.length, seconds: reports.reduce((sum, { seconds }) => sum + seconds, 0) },
    bytes: {
      example: (await statesOf(ledger, 'judge', groups.examples('replay'))).each,
      source: (await statesOf(ledger, 'watch', groups.sources('replay'))).each,
      project: (await statesOf(ledger, 'watch', groups.projects)).each,
      disk: bytesOnDisk(join(out, '.qualm')),
    },
  };
  await ledger.close();
  return kept;
}

async function writeLabels(path: string, { classes, sources, features, lines }: Workload): Promise<void> {
  const random = seededRandom(seed);
  const centres = Float32Array.from({ length: classes * features }, () => (random() - 0.5) * 4);
  const examples = Math.ceil(lines / labelsPerExample);
  const file = createWriteStream(path);
  for (let n = 0; n < lines; n++) {
    // Labels of an example come some thousand lines apart, as in a stream that several sources work on.
    const example = (n * 7_919) % examples;
    const source = Math.floor(random() * sources);
    const truth = (example * 31) % classes;
    const accuracy = 0.6 + (0.38 * ((source * 613) % sources)) / sources;
    const label = random() < accuracy ? truth : Math.floor(random() * classes);
    const vector = Array.from({ length: n < examples ? features : 0 }, (_, d) =>
      Number((centres[truth * features + d]! + (random() - 0.5) * 6).toPrecision(4)),
    );
    const line = {
      exampleId: `i${example}`,
      sourceId: `w${source}`,
      label,
      ...(vector.length && { features: vector }),
    };
    if (!file.write(`${JSON.stringify(line)}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

await main();
