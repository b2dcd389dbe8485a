import type { EventData, Webhooks } from '#alerts';
import type { ModelRecord, ModelStore } from './model-store.js';

export interface ModelNewsParts {
  webhooks: Pick<Webhooks, 'announce' | 'endpoints'>;
  models: ModelStore;
  /** Whether this process tells of a project. */
  isMine(project: string): boolean;
}

/**
 * Tells webhooks of new model versions, accepted or not, in order. The newest told is on record after its deliveries, and
 * those are named by the version: each is told exactly once.
 */
export class ModelNews {
  constructor(private readonly parts: ModelNewsParts) {}

  async tell(projects: string[]): Promise<void> {
    for (const project of projects.filter((id) => this.parts.isMine(id))) await this.tellOf(project);
  }

  private async tellOf(project: string): Promise<void> {
    const { webhooks, models } = this.parts;
    if ((await webhooks.endpoints.list(project)).length === 0) return;
    const { newest } = await models.active(project);
    for (let version = (await webhooks.endpoints.toldVersion(project)) + 1; version <= newest; version++) {
      const record = await models.report(project, version);
      // One in training has no report yet; one whose trainer died never will, and the next is told in its place.
      if (!record) continue;
      const type = record.accepted ? 'model.published' : 'model.rejected';
      const [cause, atMs, data] = [`version/${version}`, record.createdAtMs, dataOf(project, record)];
      await webhooks.announce({ type, project, cause, atMs, data });
      await webhooks.endpoints.told(project, version);
    }
  }
}

function dataOf(project: string, { version, report }: ModelRecord): EventData<'model.published'> {
  const { gate, labels, examples } = report;
  return { project, version, gate, labels, examples, links: { model: `/v1/projects/${project}/models/${version}` } };
}
