import { Inject, Injectable } from '@nestjs/common';
import { placeOf, RankedSources } from '#pipeline';
import { encodeCursor } from '../api/cursor.js';
import type { ListQuery } from '../api/query.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { noSuchSource } from './no-such-source.js';
import { sourceDetailJson, sourceJson } from './present-source.js';
import type { SourceDetailJson, SourceListJson } from './source.schemas.js';
import { listName, sourceQuery } from './source-query.js';

@Injectable()
export class SourcesService {
  constructor(
    @Inject(RankedSources) private readonly sources: RankedSources,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
  ) {}

  async list(projectId: string, query: ListQuery): Promise<SourceListJson> {
    const inUse = await this.projects.requireInUse(projectId);
    const { order, filter, after } = sourceQuery(query);
    const { limit } = query;
    const page = await this.sources.page(inUse, { order, filter, after, limit: limit + 1 });
    const items = page.sources.slice(0, limit);
    const more = page.sources.length > limit;
    return {
      items: items.map((source) => sourceJson(source, inUse.project)),
      nextCursor: more ? encodeCursor(listName(order), placeOf(items.at(-1)!, order)) : null,
      total: page.total,
      matching: page.matching,
      at: new Date(page.atMs).toISOString(),
    };
  }

  async one(projectId: string, sourceId: string): Promise<SourceDetailJson> {
    const inUse = await this.projects.requireInUse(projectId);
    const found = await this.sources.one(inUse, sourceId);
    if (found) return sourceDetailJson(found, inUse.project);
    throw noSuchSource({ project: projectId, sourceId });
  }
}
