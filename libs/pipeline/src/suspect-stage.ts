import type { FoundSuspect, Webhooks } from '#alerts';
import { decodeVerdict, InvalidInput, verdictJson, type Project } from '#labels';
import type { Stage, StagePartition, StageResult } from '#runner';
import type { LogRecord } from '#stream';
import { groupBy } from './group-by.js';
import { projectOf } from './notify-stage.js';
import type { ProjectStore } from './project-store.js';

export interface SuspectStageParts {
  suspects: Pick<Webhooks['suspects'], 'add'>;
  projects: ProjectStore;
  observer?: { failed?(error: unknown): void } | undefined;
}

/** Verdicts on suspect labels in, batched events for webhooks out; what is taken is on record before the position moves. */
export class SuspectStage implements Stage {
  readonly name = 'suspects';
  readonly input = 'suspects';

  constructor(private readonly parts: SuspectStageParts) {}

  async open(partition: number): Promise<StagePartition> {
    return { process: (records) => this.process(partition, records), settle: () => undefined, drop: () => undefined };
  }

  private async process(partition: number, records: LogRecord[]): Promise<StageResult> {
    for (const [id, own] of groupBy(records, projectOf)) {
      const project = await this.parts.projects.get(id);
      if (!project) continue;
      const found = own.map((record) => this.read(record, project)).filter((suspect) => suspect !== undefined);
      if (found.length > 0) await this.parts.suspects.add(partition, id, found);
    }
    return { states: [], outputs: [] };
  }

  private read(record: LogRecord, project: Project): FoundSuspect | undefined {
    try {
      const verdict = decodeVerdict(record.value, project, record.headers['content-type']);
      const { exampleId, sourceId, label, quality, suggestedLabel, reasons, modelVersion, at } = verdictJson(
        verdict,
        project,
      );
      const shown = { exampleId, sourceId, label, quality, suggestedLabel, reasons, modelVersion, at };
      return { partition: verdict.partition, seq: verdict.seq, label: shown };
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const place = `suspects/${record.partition} at offset ${record.offset}`;
      this.parts.observer?.failed?.(new Error(`${place} is skipped: ${error.message}`));
      return undefined;
    }
  }
}
