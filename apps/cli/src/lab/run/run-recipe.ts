import { rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { InvalidInput } from '#labels';
import { openBackend, registerGradients, type BackendChoice, type OpenBackend } from '#model';
import { openSet } from '../data/open-set.js';
import { sizesWithin } from '../data/draw-examples.js';
import { trainableNetwork } from '../networks/open-network.js';
import { LabProgress } from './lab-progress.js';
import { tableText } from './lab-table.js';
import type { JobResult, Recipe, Setup } from './recipe.js';
import { scaleSettings, type Scale } from './scales.js';

export interface RecipeOptions {
  /** Runs of each job, with the seeds `firstSeed`, `firstSeed` + 1, ... */
  seeds: number;
  firstSeed: number;
  scale: Scale;
  data: string;
  set: string;
  /** Height and width of the images of a folder. */
  side: number;
  backend: BackendChoice;
  network?: string;
  epochs?: number;
  /** Only jobs whose name contains this. */
  only?: string;
  out?: string;
}

/** Runs each job with each seed, prints the tables and writes all figures as JSON. @throws InvalidInput */
export async function runRecipe(name: string, recipe: Recipe, options: RecipeOptions): Promise<void> {
  const backend = await openBackend(options.backend, 'training');
  registerGradients();
  for (const note of backend.notes) process.stderr.write(`${note}\n`);
  const setup = await setUp(recipe, options);
  const jobs = recipe.jobs(setup).filter((job) => job.name.includes(options.only ?? ''));
  if (jobs.length === 0)
    throw new InvalidInput('--only', options.only, `is in the name of no job: ${jobNames(recipe, setup)}`);
  const began = performance.now();
  const results = await runJobs(recipe, jobs, setup, seedsOf(options));
  const tables = recipe.tables(results, setup);
  const about = { ...headOf(name, options, backend, setup), minutes: (performance.now() - began) / 60_000 };
  process.stdout.write(`${describe(about)}\n\n${tables.map(tableText).join('\n')}`);
  if (options.out) await writeWhole(options.out, `${JSON.stringify({ ...about, tables, jobs: results }, null, 2)}\n`);
}

async function setUp(recipe: Recipe, options: RecipeOptions): Promise<Setup> {
  const open = (set: string) => openSet(set, options.data, options.side);
  const set = await open(options.set);
  const base = { ...scaleSettings[options.scale], ...recipe.settings?.(options.scale) };
  const { name: network, note } = trainableNetwork(options.network ?? base.network);
  if (note) process.stderr.write(`${note}\n`);
  const training = { ...base.training, epochs: options.epochs ?? base.training.epochs };
  const sizes = sizesWithin(set, base.sizes);
  return { scale: options.scale, settings: { ...base, network, training, sizes }, set, openSet: open };
}

async function runJobs<S>(
  recipe: Recipe<S>,
  jobs: { name: string; settings: S }[],
  setup: Setup,
  seeds: number[],
): Promise<JobResult<S>[]> {
  const progress = new LabProgress(jobs.length * seeds.length);
  const results: JobResult<S>[] = jobs.map((job) => ({ ...job, runs: [] }));
  try {
    for (const seed of seeds) {
      for (const result of results) {
        progress.begin(`${result.name}, seed ${seed}`);
        const began = performance.now();
        const context = { ...setup, seed, progress: (share: number) => progress.show(share) };
        const figures = await recipe.run(result.settings, context);
        result.runs.push({ seed, seconds: (performance.now() - began) / 1_000, figures });
        progress.end();
      }
    }
  } finally {
    progress.stop();
  }
  return results;
}

function seedsOf({ seeds, firstSeed }: RecipeOptions): number[] {
  return Array.from({ length: seeds }, (_, n) => firstSeed + n);
}

function headOf(recipe: string, options: RecipeOptions, backend: OpenBackend, { settings, set }: Setup) {
  const require = createRequire(import.meta.url);
  const tfjs = (require('@tensorflow/tfjs-core/package.json') as { version: string }).version;
  return {
    recipe,
    set: set.name,
    scale: options.scale,
    seeds: seedsOf(options),
    settings,
    backend: { name: backend.name, device: backend.device },
    versions: { node: process.versions.node, tfjs },
  };
}

function describe(about: ReturnType<typeof headOf> & { minutes: number }): string {
  const { settings, backend } = about;
  const { training, sizes, network } = settings;
  return (
    `${about.recipe} | ${about.set} | ${about.scale} scale: ${network}, ${sizes.train} images, ${training.epochs} epochs | ` +
    `seeds ${about.seeds.join(', ')} | ${backend.name} (${backend.device}) | ${about.minutes.toFixed(1)} min`
  );
}

function jobNames(recipe: Recipe, setup: Setup): string {
  return recipe
    .jobs(setup)
    .map(({ name }) => name)
    .join(', ');
}

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.tmp`, text);
  await rename(`${path}.tmp`, path);
}
