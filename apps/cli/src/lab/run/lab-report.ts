import { execFileSync } from 'node:child_process';
import { rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { OpenBackend } from '#model';
import { tableText } from './lab-table.js';
import type { JobResult, LabTable, Setup } from './recipe.js';

/** What a run was, beside its figures: enough to do it again. */
export interface ReportHead {
  recipe: string;
  /** As it was typed. */
  command: string;
  set: string;
  scale: string;
  seeds: number[];
  settings: Setup['settings'];
  backend: { name: string; device: string };
  /** `commit` of Qualm ends with -dirty where files were changed; null outside a clone. */
  versions: { commit: string | null; node: string; tfjs: string };
}

/** What goes into the JSON: also while jobs are still to be run. */
export interface LabReport extends ReportHead {
  /** How many runs are done, of how many (jobs times seeds). */
  runs: { done: number; of: number };
  minutes: number;
  tables: LabTable[];
  jobs: JobResult<unknown>[];
}

export function headOf(
  recipe: string,
  seeds: number[],
  { name, device }: OpenBackend,
  { scale, settings, set }: Setup,
): ReportHead {
  const require = createRequire(import.meta.url);
  const tfjs = (require('@tensorflow/tfjs-core/package.json') as { version: string }).version;
  return {
    recipe,
    command: `qualm ${process.argv.slice(2).join(' ')}`,
    set: set.name,
    scale,
    seeds,
    settings,
    backend: { name, device },
    versions: { commit: commitOf(import.meta.dirname), node: process.versions.node, tfjs },
  };
}

/** For people. */
export function reportText(report: LabReport): string {
  const { settings, backend, runs } = report;
  const { training, sizes, network } = settings;
  return (
    `${report.recipe} | ${report.set} | ${report.scale} scale: ${network}, ${sizes.train} images, ${training.epochs} epochs | ` +
    `seeds ${report.seeds.join(', ')} | ${backend.name} (${backend.device}) | ${report.minutes.toFixed(1)} min` +
    `${runs.done < runs.of ? ` | ${runs.done} of ${runs.of} runs` : ''}\n\n${report.tables.map(tableText).join('\n')}`
  );
}

/** Whole or not at all: a reader never sees half of it. */
export async function writeReport(path: string, report: LabReport): Promise<void> {
  await writeFile(`${path}.tmp`, `${JSON.stringify(report, null, 2)}\n`);
  await rename(`${path}.tmp`, path);
}

function commitOf(folder: string): string | null {
  try {
    const described = ['describe', '--always', '--dirty', '--exclude=*', '--abbrev=40'];
    return execFileSync('git', described, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
