import {
  checkFeatures,
  checkNotAhead,
  encodeEvent,
  exampleKey,
  inferFeatureShape,
  InvalidInput,
  parseEventJson,
  resolveLabel,
  type LabelingEvent,
  type Project,
} from '#labels';
import type { ProjectStore } from '#pipeline';
import type { NewRecord } from '#stream';

/** Checks events of one project as they come over HTTP and makes records of them. What it makes, JUDGE takes. */
export class EventReader {
  constructor(
    private project: Project,
    private readonly projects: ProjectStore,
  ) {}

  /** The records of one parsed JSON event (a label and its gold make two). @throws InvalidInput */
  async read(json: unknown): Promise<NewRecord[]> {
    const events = parseEventJson(json, { project: this.project.id });
    const records: NewRecord[] = [];
    for (const event of events) records.push(toRecord(await this.check(event)));
    return records;
  }

  private async check(event: LabelingEvent): Promise<LabelingEvent> {
    if (event.project !== this.project.id) {
      throw new InvalidInput('project', event.project, `is not the project of the path, "${this.project.id}"`);
    }
    checkNotAhead('at', event.atMs, Date.now());
    if (event.kind === 'label' || event.kind === 'gold') resolveLabel(this.project, event.label);
    if (event.kind !== 'label' || !event.features) return event;
    const shape = this.project.featureShape ?? inferFeatureShape(this.project, event.features);
    const features = checkFeatures({ ...this.project, featureShape: shape }, event.features);
    if (this.project.featureShape) return { ...event, features };
    this.project = await this.projects.setFeatureShape(this.project.id, shape);
    return { ...event, features: checkFeatures(this.project, event.features) };
  }
}

function toRecord(event: LabelingEvent): NewRecord {
  const { value, contentType } = encodeEvent(event);
  return { topic: 'events', key: exampleKey(event), headers: { 'content-type': contentType }, value };
}
