import { InvalidInput } from '#labels';
import { openBackend, registerGradients, type BackendChoice } from '#model';
import { interruption } from '../../interruption.js';
import { sizesTimes, sizesWithin } from '../data/draw-examples.js';
import { openSet } from '../data/open-set.js';
import { trainableNetwork } from '../networks/open-network.js';
import { LabProgress } from './lab-progress.js';
import { headOf, reportText, writeReport, type LabReport } from './lab-report.js';
import type { Job, JobResult, Recipe, Setup } from './recipe.js';
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
  /** Its labels are right. */
  trueLabels?: boolean;
  backend: BackendChoice;
  network?: string;
  epochs?: number;
  /** Only jobs whose name contains this. */
  only?: string;
  out?: string;
}

/**
 * Runs each job with each seed and prints the tables. `out` is written after each run: what ends early, by Ctrl-C or
 * because a job fails, leaves the figures of the runs that were done, there and in the tables.
 *
 * @throws InvalidInput
 */
export async function runRecipe(name: string, recipe: Recipe, options: RecipeOptions): Promise<void> {
  const signal = interruption();
  const backend = await openBackend(options.backend, 'training');
  registerGradients();
  for (const note of backend.notes) process.stderr.write(`${note}\n`);
  const setup = await setUp(recipe, options, signal);
  const seeds = seedsOf(options);
  const results = chosenJobs(recipe, setup, options.only).map((job) => ({ ...job, runs: [] }));
  const head = headOf(name, seeds, backend, setup);
  const began = performance.now();
  const report = (): LabReport => {
    const done = results.filter(({ runs }) => runs.length > 0);
    const runs = { done: done.reduce((sum, result) => sum + result.runs.length, 0), of: results.length * seeds.length };
    const minutes = (performance.now() - began) / 60_000;
    return { ...head, runs, minutes, tables: done.length > 0 ? recipe.tables(done, setup) : [], jobs: done };
  };
  const save = async () => (options.out ? writeReport(options.out, report()) : undefined);
  await save(); // a path that cannot be written is known before anything is computed
  try {
    await runJobs(recipe, results, { setup, seeds, save, signal });
  } finally {
    process.stdout.write(reportText(report()));
  }
}

async function setUp(recipe: Recipe, options: RecipeOptions, signal: AbortSignal): Promise<Setup> {
  const base = { ...scaleSettings[options.scale], ...recipe.settings?.(options.scale) };
  const isWhole = options.scale === 'paper';
  const open = (name: string) => {
    const most = isWhole ? undefined : sizesTimes(base.sizes, Math.max(options.seeds, 3));
    return openSet(name, { dir: options.data, side: options.side, trueLabels: options.trueLabels, most, signal });
  };
  const set = await open(options.set);
  const { name: network, note } = trainableNetwork(options.network ?? base.network);
  if (note) process.stderr.write(`${note}\n`);
  const training = { ...base.training, epochs: options.epochs ?? base.training.epochs };
  const sizes = sizesWithin(set, base.sizes, isWhole && set.trainingLabels === 'given');
  return { scale: options.scale, settings: { ...base, network, training, sizes }, set, openSet: open };
}

interface Running {
  setup: Setup;
  seeds: number[];
  /** After each run. */
  save(): Promise<void>;
  signal: AbortSignal;
}

/** Adds the runs to `results`. */
async function runJobs<S>(recipe: Recipe<S>, results: JobResult<S>[], running: Running): Promise<void> {
  const { setup, seeds, save, signal } = running;
  const progress = new LabProgress(results.length * seeds.length, 'runs');
  const onProgress = (share: number) => {
    if (signal.aborted) throw new Error('stopped');
    progress.show(share);
  };
  signal.addEventListener('abort', () => process.stderr.write('\nstops after this epoch; Ctrl-C again: at once\n'));
  try {
    for (const seed of seeds) {
      for (const result of results) {
        progress.begin(`${result.name}, seed ${seed}`);
        const began = performance.now();
        const figures = await recipe.run(result.settings, { ...setup, seed, progress: onProgress });
        result.runs.push({ seed, seconds: (performance.now() - began) / 1_000, figures });
        await save();
        progress.end();
        onProgress(0);
      }
    }
  } finally {
    progress.stop();
  }
}

function chosenJobs<S>(recipe: Recipe<S>, setup: Setup, only = ''): Job<S>[] {
  const jobs = recipe.jobs(setup);
  const chosen = jobs.filter(({ name }) => name.includes(only));
  if (chosen.length > 0) return chosen;
  const names = jobs.map(({ name }) => name).join(', ');
  throw new InvalidInput('--only', only, `is in the name of no job: ${names}`);
}

function seedsOf({ seeds, firstSeed }: RecipeOptions): number[] {
  return Array.from({ length: seeds }, (_, n) => firstSeed + n);
}
