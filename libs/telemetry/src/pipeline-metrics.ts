import type { Metrics } from './metrics.js';

const MS_PER_SECOND = 1_000;

/** What the stages tell whoever measures them, as metrics. */
export function pipelineMetrics(metrics: Metrics) {
  return {
    batch(measure: { stage: string; records: number; processMs: number; commitMs: number; publishMs: number }): void {
      const { stage, records, processMs, commitMs, publishMs } = measure;
      metrics.batchRecords.observe({ stage }, records);
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
    refused(deadLetters: number): void {
      metrics.deadLetters.inc(deadLetters);
    },
    alerted(project: string, kind: string, state: string): void {
      metrics.alerts.inc({ project: metrics.project(project), kind, state });
    },
    trained(project: string, { seconds, tensors }: { seconds: number; tensors: number }, accepted: boolean): void {
      metrics.trainings.inc({ project: metrics.project(project), outcome: accepted ? 'accepted' : 'rejected' });
      metrics.trainingSeconds.observe(seconds);
      metrics.tensors.set(tensors);
    },
    failed(project: string): void {
      metrics.trainings.inc({ project: metrics.project(project), outcome: 'failed' });
    },
    refreshFailed(): void {
      metrics.refreshFailures.inc();
    },
  };
}
