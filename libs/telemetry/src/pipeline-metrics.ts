import type { Metrics } from './metrics.js';

const MS_PER_SECOND = 1_000;
/** OpenMetrics gives the names and values of an exemplar's labels this many characters together. */
const MAX_EXEMPLAR_CHARACTERS = 128;

/** How far a fine-tune has come. */
interface TrainingProgress {
  /** 0 to 1 */
  share: number;
  epochs: number;
  examples: number;
}

/** What the stages tell whoever measures them, as metrics. */
export function pipelineMetrics(metrics: Metrics) {
  return {
    batch(measure: { stage: string; records: number; processMs: number; commitMs: number; publishMs: number }): void {
      const { stage, records, processMs, commitMs, publishMs } = measure;
      metrics.batchRecords.observe({ stage }, records);
      metrics.conflicts.inc({ stage }, 0);
      metrics.batchSeconds.observe({ stage, step: 'process' }, processMs / MS_PER_SECOND);
      metrics.batchSeconds.observe({ stage, step: 'commit' }, commitMs / MS_PER_SECOND);
      metrics.batchSeconds.observe({ stage, step: 'publish' }, publishMs / MS_PER_SECOND);
    },
    conflict(stage: string): void {
      metrics.conflicts.inc({ stage });
    },
    scored(examples: number, ms: number): void {
      metrics.scoredExamples.inc(examples);
      metrics.scoringSeconds.observe(ms / MS_PER_SECOND);
    },
    judged(project: string, counts: { labels: number; verdicts: number; suspects: number }): void {
      const name = metrics.project(project);
      metrics.labels.inc({ project: name }, counts.labels);
      metrics.verdicts.inc({ project: name, suspect: 'true' }, counts.suspects);
      metrics.verdicts.inc({ project: name, suspect: 'false' }, counts.verdicts - counts.suspects);
    },
    answered(project: string, { ms, slowestExampleId }: { ms: number[]; slowestExampleId: string }): void {
      const labels = { project: metrics.project(project) };
      const slowestMs = Math.max(...ms);
      const example = exemplarOf(slowestExampleId);
      for (const value of ms) {
        const exemplarLabels = value === slowestMs ? example : {};
        metrics.latency.observe({ labels, value: value / MS_PER_SECOND, exemplarLabels });
      }
    },
    refused(deadLetters: number): void {
      metrics.deadLetters.inc(deadLetters);
    },
    alerted(project: string, kind: string, state: string): void {
      metrics.alerts.inc({ project: metrics.project(project), kind, state });
    },
    training(name: string, { share, epochs, examples }: TrainingProgress): void {
      const project = metrics.project(name);
      metrics.trainingRunning.set({ project }, 1);
      metrics.trainingProgress.set({ project }, share);
      metrics.trainingEpochs.set({ project }, epochs);
      metrics.trainingExamples.set({ project }, examples);
    },
    trained(name: string, { seconds }: { seconds: number }, accepted: boolean): void {
      const project = metrics.project(name);
      metrics.trainings.inc({ project, outcome: accepted ? 'accepted' : 'rejected' });
      metrics.trainingSeconds.observe(seconds);
      metrics.trainingProgress.set({ project }, 1);
      metrics.trainingRunning.set({ project }, 0);
    },
    failed(name: string): void {
      const project = metrics.project(name);
      metrics.trainings.inc({ project, outcome: 'failed' });
      metrics.trainingRunning.set({ project }, 0);
    },
    refreshFailed(): void {
      metrics.refreshFailures.inc();
    },
  };
}

/** An example as the exemplar of a slow label; none where its id is too long for one. */
function exemplarOf(exampleId: string): Record<string, string> {
  const labels = { example_id: exampleId };
  return 'example_id'.length + exampleId.length < MAX_EXEMPLAR_CHARACTERS ? labels : {};
}
