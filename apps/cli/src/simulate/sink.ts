import type { CrowdLabel } from '../crowd/crowd-stream.js';

/** Where a simulated stream goes. */
export interface Sink {
  /** What stands in the progress line. */
  readonly name: string;
  /** Durable when resolved, as far as the target promises it. */
  write(labels: CrowdLabel[]): Promise<void>;
  close(): Promise<void>;
}

/** How one label is written, for all sinks. */
export interface LabelStyle {
  project: string;
  /** Absent: labels are class indices. */
  classNames?: string[];
  features: boolean;
}
