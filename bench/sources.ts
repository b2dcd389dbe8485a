import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Project } from '#labels';
import { openLedger, type Ledger } from '#ledger';
import { defaultPosteriorSettings } from '#noise';
import {
  groups,
  placeOf,
  ProjectStore,
  RankedSources,
  SourceTable,
  usualDirection,
  type ProjectInUse,
  type SourceFilter,
  type SourcePlace,
  type SourceSort,
} from '#pipeline';
import { scopeOf } from '#runner';
import { openLog } from '#stream';
import { seededRandom } from './path/seeded-random.js';
import { mebibytes } from './replay/measured-replay.js';
import { runReplay } from './run-replay.js';

const { values } = parseArgs({
  options: {
    sources: { type: 'string', default: '100000' },
    /** Sources whose labels are really replayed; the others are copies of their states. */
    replayed: { type: 'string', default: '1000' },
    'labels-each': { type: 'string', default: '60' },
    classes: { type: 'string', default: '10' },
  },
});
const scope = scopeOf('watch', 0);
const group = groups.sources('replay');

/** Pages of a project's sources where there are many: the first, which reads all of them, and those after it. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-sources-'));
  try {
    const labels = join(folder, 'labels.ndjson');
    const out = join(folder, 'out');
    await writeLabels(labels);
    await runReplay(['--labels', labels, '--classes', values.classes, '--out', out]);
    const ledger = await openLedger({ kind: 'lmdb', path: join(out, '.qualm/ledger') });
    const log = await openLog({ kind: 'local', path: join(folder, 'log'), partitions: { events: 1, changes: 1 } });
    await copySources(ledger, Number(values.sources));
    const project = await new ProjectStore(ledger).require('replay');
    await measure(new RankedSources({ ledger, log }), inUse(project));
    const table = new SourceTable({ ledger, log }, inUse(project));
    await timed('all read', () => table.read());
    await timed('read again, nothing changed', () => table.read());
    await log.close();
    await ledger.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inUse(project: Project): ProjectInUse {
  return { project, modelVersion: 0, folds: 3, posterior: defaultPosteriorSettings, tellsSuspects: false };
}

async function measure(ranked: RankedSources, project: ProjectInUse): Promise<void> {
  const page = (sort: SourceSort, filter: SourceFilter = {}, after?: SourcePlace) =>
    ranked.page(project, { order: { sort, direction: usualDirection[sort] }, filter, after, limit: 100 });
  console.log('| what | ms | CPU ms | event loop waited, 99 % | most | memory |\n|---|---|---|---|---|---|');
  const first = await timed('first page', () => page('risk'));
  const last = placeOf(first.sources.at(-1)!, { sort: 'risk', direction: 'desc' });
  await timed('next page', () => page('risk', {}, last));
  await timed('by trend, first', () => page('trend'));
  await timed('search, first', () => page('risk', { search: '-77' }));
  await timed('search, again', () => page('risk', { search: '-77' }));
  console.log(`${first.total} sources, ${first.matching} shown`);
}

/** Prints how long it took, and how long the event loop waited meanwhile. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const cpuBegan = process.cpuUsage();
  const result = await work();
  const ms = performance.now() - began;
  const cpu = process.cpuUsage(cpuBegan);
  delay.disable();
  const wait = (nanos: number) => (nanos / 1e6).toFixed(1);
  console.log(
    `| ${what} | ${ms.toFixed(1)} | ${((cpu.user + cpu.system) / 1e3).toFixed(0)} | ` +
      `${wait(delay.percentile(99))} | ${wait(delay.max)} | ${mebibytes(process.memoryUsage().rss)} |`,
  );
  return result;
}

/** Fills the project up to so many sources with copies of those that are there. */
async function copySources(ledger: Ledger, wanted: number): Promise<void> {
  const { entries } = await ledger.list(scope, group, { limit: 100_000 });
  const batch = 5_000;
  for (let made = entries.length; made < wanted; made += batch) {
    const { position } = await ledger.head(scope);
    const states = Array.from({ length: Math.min(batch, wanted - made) }, (_, n) => {
      return { group, id: `copy-${made + n}`, value: entries[(made + n) % entries.length]!.value };
    });
    await ledger.commit(scope, { expectedPosition: position, position: position + 1, states, outputs: [] });
  }
}

async function writeLabels(path: string): Promise<void> {
  const random = seededRandom(1);
  const [sources, classes] = [Number(values.replayed), Number(values.classes)];
  const lines = sources * Number(values['labels-each']);
  const file = createWriteStream(path);
  for (let n = 0; n < lines; n++) {
    const example = (n * 7_919) % Math.ceil(lines / 3);
    const source = Math.floor(random() * sources);
    const truth = (example * 31) % classes;
    const accuracy = 0.6 + (0.38 * ((source * 613) % sources)) / sources;
    const label = random() < accuracy ? truth : Math.floor(random() * classes);
    if (!file.write(`${JSON.stringify({ exampleId: `i${example}`, sourceId: `w${source}`, label })}\n`))
      await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

await main();
