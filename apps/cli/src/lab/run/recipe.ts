import type { ImageSet } from '../data/image-set.js';
import type { Scale, ScaleSettings } from './scales.js';

/** What was measured: everything goes into the JSON. */
export type Figure = number | string | boolean | null | readonly Figure[] | { readonly [name: string]: Figure };
export type Figures = { readonly [name: string]: Figure };

/** What all jobs of one command share. */
export interface Setup {
  scale: Scale;
  /** Of the scale, with `--network`, `--epochs` and what the backend can do put in. */
  settings: ScaleSettings;
  set: ImageSet;
  /** Opens another set of the same data folder (outliers). */
  openSet(name: string): Promise<ImageSet>;
}

/** One training, or whatever is done once per seed. */
export interface Job<S> {
  /** Unique in the recipe; in the JSON and after `--only`. */
  name: string;
  settings: S;
}

export interface JobRun {
  seed: number;
  seconds: number;
  figures: Figures;
}

export interface JobResult<S> extends Job<S> {
  /** One per seed. */
  runs: JobRun[];
}

export interface LabTable {
  title: string;
  head: string[];
  rows: string[][];
  /** Printed under it. */
  note?: string;
}

export interface RunContext extends Setup {
  /** Jobs that draw with the same seed see the same data. */
  seed: number;
  /** @param share of this job, in [0, 1] */
  progress(share: number): void;
}

/** One table or figure of a paper. */
export interface Recipe<S = unknown> {
  /** What its paper says otherwise than the scale; `--network` and `--epochs` come after. */
  settings?(scale: Scale): Partial<ScaleSettings>;
  jobs(setup: Setup): Job<S>[];
  run(settings: S, context: RunContext): Promise<Figures>;
  /** @param results of the jobs that were run (`--only` leaves some out) */
  tables(results: JobResult<S>[], setup: Setup): LabTable[];
}

/** A recipe as the command line knows it, before it is loaded. */
export interface RecipeEntry {
  /** `qualm lab PAPER NAME` */
  name: string;
  about: string;
  load(): Promise<Recipe>;
}

/** Numbers of one figure over the seeds; runs without it are left out. @param path "odd.precision" goes into `{odd: {precision}}` */
export function figureOver(result: { runs: JobRun[] } | undefined, path: string): number[] {
  const values = (result?.runs ?? []).map(({ figures }) =>
    path.split('.').reduce<Figure | undefined>((at, name) => (isFigures(at) ? at[name] : undefined), figures),
  );
  return values.filter((value): value is number => typeof value === 'number');
}

function isFigures(figure: Figure | undefined): figure is Figures {
  return typeof figure === 'object' && figure !== null && !Array.isArray(figure);
}
