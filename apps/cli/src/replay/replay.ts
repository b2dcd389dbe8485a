import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFrom, type ProjectSettings } from '#labels';
import { openLedger } from '#ledger';
import { defaultFolds, ScoringPool, trainingSchedule, TrainingWorker, type BackendChoice } from '#model';
import { Pipeline } from '#pipeline';
import { openLog } from '#stream';
import { LineMap } from './line-map.js';
import { readLines } from './read-lines.js';
import { ReplayProgress } from './replay-progress.js';
import { ReplayOutputs } from './replay-outputs.js';
import { writeResults, type ReplaySummary } from './write-results.js';

export interface ReplayOptions {
  labels: string;
  classes: number | string[];
  out: string;
  seed: number;
  project: string;
  /** What the model computes on. Other backends round differently: the same bytes come from the same backend. */
  backend: BackendChoice;
  /** Of the project; the others keep their defaults. */
  settings?: Partial<ProjectSettings>;
  /** Classes that the project gets once so many lines were fed. */
  appended?: { afterLines: number; classes: string[] };
  /** File for the serialized model version in use at the end; none is written where no version was accepted. */
  model?: string;
}

const BUFFER_EXAMPLES = 50_000;
/** Lines per step: Q is read again and training considered between steps. Grows with the stream. */
const MIN_STEP_LINES = 32;
const MAX_STEP_LINES = 4_096;
/** Passes over the buffer after the last fine-tune: posteriors and noise matrices settle on each other. */
const MAX_FINAL_PASSES = 8;
/** A pass that revises a smaller share of the examples than this is the last. */
const SETTLED_SHARE = 0.002;

/**
 * Feeds a file through the service's own code, embedded in `out`, in lock step: a step's lines are judged, watched and
 * taken by the trainer before the next is read; training comes at fixed label counts and is waited for. No wall clock
 * reaches an output, so the same file and seed give the same bytes.
 */
export async function replay(options: ReplayOptions): Promise<ReplaySummary> {
  const project = projectFrom({ id: options.project, classes: options.classes, settings: options.settings }, 0);
  const bytes = statSync(options.labels).size;
  const work = join(options.out, '.qualm');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const ledger = await openLedger({ kind: 'lmdb', path: join(work, 'ledger'), flush: false });
  const log = await openLog({ kind: 'local', path: join(work, 'log'), flush: false, retentionBytes: 64 * 2 ** 20 });
  const { backend } = options;
  const scoring = new ScoringPool({ backend });
  const training = new TrainingWorker({ backend });
  const pipeline: Pipeline = new Pipeline({
    ledger,
    log,
    scoring,
    training,
    nowMs: () => 0,
    pace: () => run.settle(),
    settings: {
      groupPrefix: 'replay',
      maxBatchRecords: MAX_STEP_LINES,
      format: 'json',
      bufferExamples: BUFFER_EXAMPLES,
      maxCachedStates: 20_000,
      trainWhenDue: false,
      trainer: { folds: defaultFolds, seed: options.seed, everyMs: Infinity, settleMs: 0, schedule: trainingSchedule },
    },
  });
  const lines = new LineMap();
  const outputs = new ReplayOutputs(options.out, log, project, lines);
  const progress = new ReplayProgress(bytes);
  const run: ReplayRun = new ReplayRun(pipeline, outputs, progress, project.id);
  try {
    await pipeline.projects.create(project);
    await pipeline.start();
    await outputs.start();
    const step = (records: Parameters<typeof log.append>[0]) => run.step(() => log.append(records));
    let fed = 0;
    let { appended } = options;
    for await (const chunk of readLines(options.labels, project.id, stepLines)) {
      if (appended && fed >= appended.afterLines) {
        outputs.project = await pipeline.projects.appendClasses(project.id, appended.classes);
        appended = undefined;
        await pipeline.refresh();
      }
      lines.fed(await log.end('events', 0), chunk.numbers, chunk.texts);
      await Promise.race([step(chunk.records), pipeline.failed]);
      progress.update(chunk.bytesRead, (fed += chunk.records.length));
    }
    await Promise.race([run.finish(), pipeline.failed]);
    await outputs.close();
    const summary = await writeResults(options.out, {
      ledger,
      log,
      pipeline,
      project: project.id,
      outputs: outputs.counts,
      lines: fed,
      ...(backend !== 'wasm' && { backends: await backendsOf(scoring, training) }),
    });
    if (options.model !== undefined) await writeModel(options.model, pipeline.models, project.id);
    progress.done(summary);
    writeFileSync(join(options.out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    return summary;
  } finally {
    progress.stop();
    await pipeline.stop();
    await Promise.all([scoring.close(), training.close()]);
    await log.close();
    await ledger.close();
  }
}

/** By role; a backend that was passed over is told on stderr. */
async function backendsOf(
  scoring: ScoringPool,
  training: TrainingWorker,
): Promise<{ scoring: string; training: string }> {
  const reports = await Promise.all([scoring.backend(), training.backend()]);
  for (const note of new Set(reports.flatMap(({ notes }) => notes))) process.stderr.write(`${note}\n`);
  return { scoring: reports[0].name, training: reports[1].name };
}

async function writeModel(file: string, models: Pipeline['models'], project: string): Promise<void> {
  rmSync(file, { force: true });
  const weights = await models.weights(project, (await models.active(project)).version);
  if (weights) writeFileSync(file, weights);
}

/** A twentieth of what was fed, within bounds. */
function stepLines(fed: number): number {
  return Math.min(Math.max(Math.ceil(fed / 20), MIN_STEP_LINES), MAX_STEP_LINES);
}

class ReplayRun {
  constructor(
    private readonly pipeline: Pipeline,
    private readonly outputs: ReplayOutputs,
    private readonly progress: ReplayProgress,
    private readonly project: string,
  ) {}

  async step(feed: () => Promise<void>): Promise<void> {
    await feed();
    await this.settle();
    const trainer = this.pipeline.trainer!;
    if (!(await trainer.isDue(this.project))) return;
    this.progress.says('fine-tuning');
    await trainer.fineTune(this.project);
    await this.pass();
    this.progress.says('labels');
  }

  /** A last fine-tune, then passes over the buffer until posteriors and noise matrices agree. */
  async finish(): Promise<void> {
    this.progress.says('last fine-tune');
    await this.pipeline.trainer!.fineTune(this.project);
    for (let pass = 0; pass < MAX_FINAL_PASSES; pass++) {
      this.progress.says(`rescoring, pass ${pass + 2}`);
      if ((await this.pass()) < SETTLED_SHARE) return;
    }
  }

  /** One more pass over the buffer. Resolves to the share of examples that were materially revised. */
  private async pass(): Promise<number> {
    const before = this.outputs.counts.revisions;
    const { rescored } = await this.pipeline.trainer!.rescoreAgain(this.project);
    return rescored === 0 ? 0 : (this.outputs.counts.revisions - before) / rescored;
  }

  /** Every stage has taken everything, its outputs are written, and what it wrote is what the next step reads. */
  async settle(): Promise<void> {
    await this.pipeline.drained();
    await this.outputs.caughtUp();
    await this.pipeline.refresh();
  }
}
