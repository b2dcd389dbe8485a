import type { ProjectFigures } from './project-gauges.js';
import type { SourceFigures } from './source-gauges.js';
import type { HealthChecks } from './tokens.js';

/** Figures that are read when somebody asks for the metrics. What a process does not have it leaves out. */
export interface ScrapedFigures {
  lag(): Promise<{ stage: string; partition: number; records: number }[]>;
  projects?(): Promise<ProjectFigures[]>;
  /** Of the few sources that have series of their own. */
  sources?(): Promise<SourceFigures[]>;
  /** What waits inside of this process, by queue. */
  queues?(): Record<string, number>;
  /** Tensors alive in each of the model's threads that runs. */
  tensors?(): Promise<{ role: string; tensors: number; bytes: number }[]>;
  /** Webhook deliveries that wait for this process. */
  pendingDeliveries?(): number;
  checks?(): HealthChecks;
}
