import { projectFrom } from '#labels';
import { defaultSchedule, ScoringPool, trainingSchedule, TrainingWorker, type BackendChoice } from '#model';
import { Pipeline, type PipelineParts } from '#pipeline';
import type { Place } from './places.js';
import { classCount, project, recordsOf, type Workload } from './workloads.js';

export interface PathRun {
  labelsPerSecond: number;
  /** Step -> microseconds per label. */
  microsecondsPerLabel: Map<string, number>;
}

const recordsPerAppend = 2_000;
const warmUpLabels = 2_000;

/** One run: the log is filled first, then the stages are started and timed from their first batch to their last. */
export async function measure(
  open: () => Promise<Place>,
  workload: Workload,
  backend: BackendChoice = 'wasm',
): Promise<PathRun> {
  const place = await open();
  const scoring = new ScoringPool({ backend });
  const training = new TrainingWorker({ backend });
  try {
    const parts = { ...place, scoring, training };
    await warmUp(parts, workload);
    await append(place, workload, 'e');
    return await timed(parts, workload);
  } finally {
    await Promise.all([scoring.close(), training.close()]);
    await place.close();
  }
}

type Parts = Pick<PipelineParts, 'ledger' | 'log' | 'scoring' | 'training'>;

function makePipeline(parts: Parts, observer?: PipelineParts['observer']): Pipeline {
  const schedule = (seen: number) => trainingSchedule(seen, defaultSchedule);
  return new Pipeline({
    ...parts,
    ...(observer && { observer }),
    settings: {
      groupPrefix: 'bench',
      maxBatchRecords: 512,
      format: 'json',
      bufferExamples: 20_000,
      maxCachedStates: 50_000,
      refreshEveryMs: 1_000,
      trainWhenDue: false,
      trainer: { folds: 2, seed: 1, everyMs: Infinity, settleMs: 0, schedule },
    },
  });
}

/** Sources that are known already and, where there are features, a model version that serves. */
async function warmUp(parts: Parts, workload: Workload): Promise<void> {
  const pipeline = makePipeline(parts);
  await pipeline.projects.create(projectFrom({ id: project, classes: classCount }, 0));
  await append(parts, { ...workload, labels: warmUpLabels }, 'warm');
  await pipeline.start();
  await pipeline.drained();
  await pipeline.refresh();
  if (workload.dimension !== undefined) {
    const { accepted } = await pipeline.trainer!.fineTune(project);
    if (!accepted) throw new Error('the model of the warm-up was not accepted');
    await pipeline.drained();
  }
  await pipeline.stop();
}

async function append({ log }: Pick<Parts, 'log'>, workload: Workload, prefix: string): Promise<void> {
  const records = recordsOf(workload, prefix);
  for (let n = 0; n < records.length; n += recordsPerAppend) await log.append(records.slice(n, n + recordsPerAppend));
}

async function timed(parts: Parts, { labels }: Workload): Promise<PathRun> {
  const spentMs = new Map<string, number>();
  const add = (step: string, ms: number) => spentMs.set(step, (spentMs.get(step) ?? 0) + ms);
  let beganMs = Infinity;
  const pipeline = makePipeline(parts, {
    batch: ({ stage, processMs, commitMs, publishMs }) => {
      beganMs = Math.min(beganMs, performance.now() - processMs - commitMs - publishMs);
      if (stage !== 'judge') add(`${stage}: process`, processMs);
      add(`${stage}: commit`, commitMs);
      if (stage === 'judge') add(`${stage}: publish`, publishMs);
    },
    spent: (steps) => {
      for (const [step, ms] of steps) add(`judge: ${step}`, ms);
    },
  });
  await pipeline.start();
  await pipeline.drained();
  const seconds = (performance.now() - beganMs) / 1_000;
  await pipeline.stop();
  const microsecondsPerLabel = new Map([...spentMs].sort().map(([step, ms]) => [step, (ms * 1_000) / labels]));
  return { labelsPerSecond: labels / seconds, microsecondsPerLabel };
}
