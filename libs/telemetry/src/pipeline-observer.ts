import type { LoggerService } from '@nestjs/common';
import type { Metrics } from './metrics.js';
import { pipelineMetrics } from './pipeline-metrics.js';

/** What the stages tell whoever watches them, as metrics, and the rare part of it as lines of the log. */
export function pipelineObserver(metrics: Metrics, logger: LoggerService) {
  const measured = pipelineMetrics(metrics);
  return {
    ...measured,
    trained(project: string, result: { seconds: number; report: { gate: string } }, accepted: boolean) {
      measured.trained(project, result, accepted);
      const outcome = accepted ? 'accepted' : 'rejected';
      logger.log(
        `${project}: fine-tune ${outcome} after ${result.seconds.toFixed(1)} s: ${result.report.gate}`,
        'trainer',
      );
    },
    failed(project: string, error: unknown) {
      measured.failed(project);
      logger.error(`${project}: fine-tune failed: ${(error as Error).message}`, (error as Error).stack, 'trainer');
    },
    refreshFailed(error: unknown) {
      measured.refreshFailed();
      logger.warn(`what other stages wrote could not be read: ${(error as Error).message}`, 'qualm');
    },
    conflict(stage: string, partition: number) {
      measured.conflict(stage);
      logger.warn(`${stage}:${partition}: another owner committed first; beginning again from its position`, 'runner');
    },
    outage(stage: string, partition: number, error: unknown) {
      logger.warn(`${stage}:${partition} waits: ${(error as Error).message}`, 'runner');
    },
    alerted(project: string, kind: string, state: string) {
      measured.alerted(project, kind, state);
      logger.log(`${project}: an alarm of kind ${kind} is ${state}`, 'watch');
    },
  };
}
