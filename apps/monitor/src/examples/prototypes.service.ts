import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '#http';
import { checkFieldNames, InvalidInput, presentLabel } from '#labels';
import { displaysPerAnswer, nearestPrototypes, readDisplays, type Service } from '#pipeline';
import { decodeCursor, encodeCursor } from '../api/cursor.js';
import type { ListQuery, Query } from '../api/query.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import { displayJson } from './display.schemas.js';
import type { NearestPrototypesJson, PrototypeListJson } from './prototype.schemas.js';

const DEFAULT_NEAREST = 8;
const MAX_NEAREST = 100;
const MAX_CLASSES = 100;

/** Prototypes of the model, as examples that people can look at. */
@Injectable()
export class PrototypesService {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
  ) {}

  async nearest(projectId: string, exampleId: string, query: Query): Promise<NearestPrototypesJson> {
    const limit = nearestLimit(query);
    const inUse = await this.projects.requireInUse(projectId);
    const answer = await nearestPrototypes(this.service, inUse, exampleId, limit);
    if (answer.found === 'no model') throw new Problem('not-found', 'model: none that has prototypes is in use so far');
    if (answer.found === 'no features') throw noFeatures(exampleId);
    const { nearest, modelVersion } = answer;
    const named = nearest.flatMap((near) => near.exampleId ?? []);
    const displays = await this.displaysOf(projectId, named);
    const items = nearest.map(({ label, similarity, exampleId: id = null }) => ({
      label: presentLabel(inUse.project, label),
      similarity: Math.min(Math.max(Math.round(similarity * 1e6) / 1e6, -1), 1),
      exampleId: id,
      display: displayJson(id === null ? undefined : displays.get(id)),
    }));
    return { items, modelVersion };
  }

  /** Of the first member of a version. */
  async list(projectId: string, version: number, { cursor, limit }: ListQuery): Promise<PrototypeListJson> {
    const project = await this.projects.require(projectId);
    const from = cursor === undefined ? 0 : decodeCursor('prototypes', cursor, z.number().int().nonnegative());
    const [first] = await this.service.pipeline.models.prototypes(projectId, version);
    const all = (first?.classOf ?? []).map((label, p) => ({ label, exampleId: first!.exampleIds[p]! }));
    const shown = all.filter(({ label }) => label < MAX_CLASSES);
    const to = from + Math.min(limit, displaysPerAnswer(project));
    const page = shown.slice(from, to);
    const displays = await this.displaysOf(
      projectId,
      page.map((e) => e.exampleId),
    );
    const items = page.map(({ label, exampleId }) => {
      return { label: presentLabel(project, label), exampleId, display: displayJson(displays.get(exampleId)) };
    });
    return { items, nextCursor: shown.length > to ? encodeCursor('prototypes', to) : null };
  }

  private async displaysOf(projectId: string, exampleIds: string[]) {
    const displays = await readDisplays(this.service, await this.projects.require(projectId), exampleIds);
    return new Map(exampleIds.map((id, n) => [id, displays[n]]));
  }
}

/** @throws InvalidInput */
function nearestLimit(query: Query): number {
  checkFieldNames(query, ['limit'], 'this question');
  const { limit } = query;
  if (limit === undefined) return DEFAULT_NEAREST;
  const most = typeof limit === 'string' && /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (most >= 1 && most <= MAX_NEAREST) return most;
  throw new InvalidInput('limit', limit, `is not a whole number from 1 to ${MAX_NEAREST}`);
}

function noFeatures(exampleId: string): Problem {
  const says =
    `exampleId: the features of ${JSON.stringify(exampleId)} are not kept; kept are images that the project shows (its setting ` +
    '"display"), and what the buffer of the trainer holds';
  return new Problem('not-found', says, { field: 'exampleId', value: JSON.stringify(exampleId) });
}
