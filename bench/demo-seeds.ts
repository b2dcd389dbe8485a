/**
 * Runs `qualm demo --exit` for several seeds and prints which of the five bad annotators were found, after how many
 * labels, and which good ones were falsely alarmed: `node dist/bench/demo-seeds.js [seeds] [labels]`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';

/** The parts of the demo's summary.json that are shown. */
interface Report {
  measures: { given: number; majority: number; corrected: number; precision: number; recall: number };
  sources: { sourceId: string; isBad: boolean; alarm?: { kind: string; evidence: string; labels: number } }[];
}

const cli = fileURLToPath(new URL('../apps/cli/src/main.js', import.meta.url));
const seeds = Number(process.argv[2] ?? 5);
const labels = process.argv[3];

const percent = (share: number) => (100 * share).toFixed(1);

function runDemo(seed: number): Report {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-demo-seed-'));
  const data = join(folder, 'demo');
  const args = [cli, 'demo', '--exit', '--fresh', '--seed', String(seed), '--data', data];
  const { status, stderr } = spawnSync(process.execPath, labels === undefined ? args : [...args, '--labels', labels]);
  if (status !== 0) throw new Error(`the demo of seed ${seed} ended with ${status}: ${stderr.toString()}`);
  const report = JSON.parse(readFileSync(join(data, 'summary.json'), 'utf8')) as Report;
  rmSync(folder, { recursive: true });
  return report;
}

function cellsOf({ measures, sources }: Report): string[] {
  const { given, majority, corrected, precision, recall } = measures;
  const bad = sources.filter((s) => s.isBad);
  const found = bad.map(({ alarm }) =>
    alarm ? `${alarm.kind} ${alarm.labels}${alarm.evidence === 'gold' ? ' gold' : ''}` : 'NO',
  );
  const wronged = sources.filter((s) => !s.isBad && s.alarm).map((s) => s.sourceId);
  return [
    [given, majority, corrected].map(percent).join(' / '),
    [precision, recall].map(percent).join(' / '),
    ...found,
    wronged.join(' ') || 'none',
  ];
}

const table = new Table({
  head: [
    'seed',
    'given / vote / Qualm',
    'precision / recall',
    'spammer',
    'adversary',
    'swaps',
    'always',
    'turns bad',
    'good ones alarmed',
  ],
  style: { head: [], border: [] },
});
for (let seed = 1; seed <= seeds; seed++) {
  const seconds = performance.now();
  const report = runDemo(seed);
  table.push([seed, ...cellsOf(report)]);
  process.stderr.write(`seed ${seed}: ${((performance.now() - seconds) / 1_000).toFixed(0)} s\n`);
}
process.stdout.write(`${table.toString()}\n`);
