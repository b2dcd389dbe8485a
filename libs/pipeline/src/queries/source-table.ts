import { hash } from 'node:crypto';
import type { Ledger } from '#ledger';
import type { Log } from '#stream';
import { decodeSourceState } from '#watch';
import { groups, watchScope } from '../addresses.js';
import type { ProjectInUse } from '../projects-in-use.js';
import { readProject, reportSource, type ProjectReading } from '../read-sources.js';
import { errorCells } from './confusions.js';
import { summariseSource, type SourceSummary } from './source-risk.js';
import { Turns } from './turns.js';

/** One source as it was last read. */
export interface KnownSource {
  /** Of the state's bytes: what did not change is not read again. */
  digest: string;
  /** Labels of the project at that time. */
  projectLabels: number;
  summary: SourceSummary;
  /** See `errorCells`. */
  errors: readonly number[];
}

/** The sources of a project, and the project as it was when they were begun to be read. */
export interface SourcesRead {
  known: KnownSource[];
  reading: ProjectReading;
}

/** States asked for at a time. */
const PAGE = 200;
/** What is read of a source leans on the project's figures: it is read again when the project grew by this share. */
const GROWTH = 0.1;

/** All sources of a project, as WATCH last committed them. Most do not move from one reading to the next, and cost next to nothing. */
export class SourceTable {
  private known = new Map<string, KnownSource>();

  constructor(
    private readonly parts: { ledger: Ledger; log: Log },
    private readonly inUse: ProjectInUse,
  ) {}

  /** Reads what changed. The event loop gets its turns. One call at a time. */
  async read(): Promise<SourcesRead> {
    const { project } = this.inUse;
    const scope = watchScope(this.parts.log, project.id);
    const reading = await readProject(this.parts, project);
    const now = new Map<string, KnownSource>();
    const turns = new Turns();
    let cursor: string | undefined;
    do {
      const options = { limit: PAGE, ...(cursor !== undefined && { cursor }) };
      const page = await this.parts.ledger.list(scope, groups.sources(project.id), options);
      for (const { id, value } of page.entries) {
        now.set(id, this.readOne(id, value, reading));
        await turns.pause();
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
    this.known = now;
    return { known: [...now.values()], reading };
  }

  private readOne(sourceId: string, bytes: Uint8Array, reading: ProjectReading): KnownSource {
    const known = this.known.get(sourceId);
    const digest = hash('sha1', bytes, 'base64');
    const projectLabels = reading.state.labels;
    const grew = Math.abs(projectLabels - (known?.projectLabels ?? 0)) > GROWTH * (known?.projectLabels ?? 0);
    if (known?.digest === digest && !grew) return known;
    const { project, posterior } = this.inUse;
    const report = reportSource(sourceId, decodeSourceState(bytes), reading, posterior);
    const errors = errorCells(report.state.history.all);
    return { digest, projectLabels, summary: summariseSource(report, project), errors };
  }
}
