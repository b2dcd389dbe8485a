import { alertEvent, type Webhooks } from '#alerts';
import { decodeAlert, InvalidInput, type Alert, type Project } from '#labels';
import type { Stage, StagePartition, StageResult } from '#runner';
import type { LogRecord } from '#stream';
import type { ProjectStore } from './project-store.js';

export interface NotifyStageParts {
  webhooks: Pick<Webhooks, 'announce'>;
  projects: ProjectStore;
  observer?: { failed?(error: unknown): void } | undefined;
}

const nothing: StageResult = { states: [], outputs: [] };

/**
 * Alerts in, deliveries to webhooks out. The deliveries are on record before the position moves, under ids that a repeat
 * finds again: each alert becomes exactly one delivery for each subscriber. Who owns a partition attempts its deliveries.
 */
export class NotifyStage implements Stage {
  readonly name = 'notify';
  readonly input = 'alerts';

  constructor(private readonly parts: NotifyStageParts) {}

  async open(): Promise<StagePartition> {
    return { process: (records) => this.process(records), settle: () => undefined, drop: () => undefined };
  }

  private async process(records: LogRecord[]): Promise<StageResult> {
    for (const record of records) {
      const project = await this.parts.projects.get(projectOf(record));
      const alert = project && this.read(record, project);
      if (alert) await this.parts.webhooks.announce(alertEvent(alert, project), record.partition);
    }
    return nothing;
  }

  /** Anybody may write to an output log: what is no alert must not stop those that are. */
  private read({ value, headers, partition, offset }: LogRecord, project: Project): Alert | undefined {
    try {
      return decodeAlert(value, project, headers['content-type']);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      this.parts.observer?.failed?.(new Error(`alerts/${partition} at offset ${offset} is skipped: ${error.message}`));
      return undefined;
    }
  }
}

/** Keys are `project/source`; no project's id has a slash. */
export function projectOf({ key }: LogRecord): string {
  return key.split('/', 1)[0]!;
}
