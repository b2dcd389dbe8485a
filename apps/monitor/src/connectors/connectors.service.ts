import { Inject, Injectable, Logger } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { eventsOf, labelStudio, labelStudioOptions, type Annotation, type EventJson, type Reading } from '#connectors';
import { checkText, InvalidInput } from '#labels';
import type { Service } from '#pipeline';
import { Admission } from '../ingest/admission.js';
import { EventReader } from '../ingest/event-reader.js';
import { IngestService } from '../ingest/ingest.service.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import { AnnotationLedger } from './annotation-ledger.js';
import type { ConnectorListJson, ConnectorTakenJson } from './connector.schemas.js';

const SHOWN_REASONS = 100;
const connectors = [{ name: labelStudio.name, path: '/v1/connectors/label-studio', documented: 'docs/connectors.md' }];

/** Takes what labeling platforms send into the one input log, through the same door as every label. */
@Injectable()
export class ConnectorsService {
  private readonly logger = new Logger('connectors');

  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
    @Inject(Admission) private readonly admission: Admission,
    @Inject(IngestService) private readonly ingest: IngestService,
    @Inject(AnnotationLedger) private readonly ledger: AnnotationLedger,
  ) {}

  list(): ConnectorListJson {
    return { items: connectors, nextCursor: null };
  }

  async takeLabelStudio(query: Record<string, unknown>, body: unknown): Promise<ConnectorTakenJson> {
    const { project: given, ...options } = query;
    const project = checkText('project', given);
    const reading = labelStudio.read(body, labelStudioOptions(options));
    await this.admission.check();
    const taken = await this.take(project, await this.fitting(project, reading));
    this.warnOf(project, taken);
    return taken;
  }

  /**
   * The book of annotations is committed first; then events say what stands in it, until that is what was said last: of two
   * requests at the same time, of this process or another, the one that speaks last says what the book says. After a crash
   * in between the same request gives the same events again.
   */
  private async take(project: string, reading: Reading): Promise<ConnectorTakenJson> {
    const { touched, skipped } = await this.ledger.take(project, reading);
    const texts = new Map(reading.annotations.flatMap(({ id, text }) => (text === undefined ? [] : [[id!, text]])));
    const standing = () => this.ledger.eventsOf(project, touched, texts);
    let told = 0;
    let last: EventJson[] = [];
    for (let events = await standing(); !isDeepStrictEqual(events, last); events = await standing()) {
      if (events.length > 0) await this.ingest.takeJson(project, { events }, { listName: 'events' });
      told += events.length;
      last = events;
    }
    const all = [...reading.skipped, ...skipped];
    const annotations = [...touched.values()].reduce((sum, ids) => sum + ids.size, 0);
    return {
      annotations,
      events: told,
      skipped: all.length,
      refused: all.filter(({ refused }) => refused).length,
      reasons: all.slice(0, SHOWN_REASONS).map(({ what, why, refused = false }) => ({ what, why, refused })),
    };
  }

  /** Platforms show nobody what they were answered. */
  private warnOf(project: string, { refused, reasons }: ConnectorTakenJson): void {
    const first = reasons.find((reason) => reason.refused);
    if (!first) return;
    this.logger.warn(`${labelStudio.name}, project ${project}: ${refused} refused; ${first.what}: ${first.why}`);
  }

  /**
   * Without the annotations that the project cannot take. One alone is not answered with an error either: a platform would
   * count it as a failed delivery, and some stop sending after a few.
   */
  private async fitting(projectId: string, reading: Reading): Promise<Reading> {
    const reader = new EventReader(await this.projects.require(projectId), this.service.pipeline.projects);
    const fit: Annotation[] = [];
    const skipped = [...reading.skipped];
    for (const annotation of reading.annotations) {
      try {
        for (const event of eventsOf(annotation)) await reader.read(event);
        fit.push(annotation);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        skipped.push({
          what: `annotation ${annotation.id} of ${annotation.exampleId}`,
          why: error.message,
          refused: true,
        });
      }
    }
    return { ...reading, annotations: fit, skipped };
  }
}
