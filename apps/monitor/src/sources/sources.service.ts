import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { rankOf, RankedSources } from '#pipeline';
import { decodeCursor, encodeCursor } from '../api/cursor.js';
import type { ListQuery } from '../api/query.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { noSuchSource } from './no-such-source.js';
import { sourceDetailJson, sourceJson } from './present-source.js';
import type { SourceDetailJson, SourceListJson } from './source.schemas.js';

const rank = z.object({ alarmed: z.boolean(), active: z.boolean(), accuracy: z.number(), sourceId: z.string() });

@Injectable()
export class SourcesService {
  constructor(
    @Inject(RankedSources) private readonly sources: RankedSources,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
  ) {}

  async list(projectId: string, { cursor, limit }: ListQuery): Promise<SourceListJson> {
    const inUse = await this.projects.requireInUse(projectId);
    const after = cursor === undefined ? undefined : decodeCursor('sources', cursor, rank);
    const found = await this.sources.page(inUse, after, limit + 1);
    const items = found.slice(0, limit);
    const more = found.length > limit;
    return {
      items: items.map((source) => sourceJson(source, inUse.project)),
      nextCursor: more ? encodeCursor('sources', rankOf(items.at(-1)!)) : null,
    };
  }

  async one(projectId: string, sourceId: string): Promise<SourceDetailJson> {
    const inUse = await this.projects.requireInUse(projectId);
    const found = await this.sources.one(inUse, sourceId);
    if (found) return sourceDetailJson(found.report, found.matrix, inUse.project);
    throw noSuchSource({ project: projectId, sourceId });
  }
}
