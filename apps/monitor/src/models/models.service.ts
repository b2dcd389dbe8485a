import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '#http';
import { presentProbability } from '#labels';
import type { ModelRecord, Service } from '#pipeline';
import { decodeCursor, encodeCursor } from '../api/cursor.js';
import type { ListQuery } from '../api/query.js';
import { PrototypesService } from '../examples/prototypes.service.js';
import type { PrototypeListJson } from '../examples/prototype.schemas.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import type { ModelListJson, ModelVersionJson } from './model.schemas.js';

@Injectable()
export class ModelsService {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
    @Inject(PrototypesService) private readonly prototypeLists: PrototypesService,
  ) {}

  async list(projectId: string, { cursor, limit }: ListQuery): Promise<ModelListJson> {
    const { records, activeVersion } = await this.read(projectId);
    const below = cursor === undefined ? Infinity : decodeCursor('models', cursor, z.number());
    const rest = records.filter((record) => record.version < below);
    const items = rest.slice(0, limit).map((record) => versionJson(record, activeVersion));
    const nextCursor = rest.length > limit ? encodeCursor('models', items.at(-1)!.version) : null;
    const { scoring = null, training = null } = await this.service.backends();
    return { activeVersion, backends: { scoring, training }, items, nextCursor };
  }

  async one(projectId: string, version: string): Promise<ModelVersionJson> {
    const { records, activeVersion } = await this.read(projectId);
    const found = records.find((record) => String(record.version) === version);
    if (found) return versionJson(found, activeVersion);
    const says = `version: ${JSON.stringify(version)} is not a model version of project "${projectId}"`;
    throw new Problem('not-found', says, { field: 'version', value: JSON.stringify(version) });
  }

  async prototypes(projectId: string, version: string, query: ListQuery): Promise<PrototypeListJson> {
    const found = await this.one(projectId, version);
    return this.prototypeLists.list(projectId, found.version, query);
  }

  private async read(projectId: string): Promise<{ records: ModelRecord[]; activeVersion: number }> {
    await this.projects.require(projectId);
    const { models } = this.service.pipeline;
    const [records, active] = await Promise.all([models.list(projectId), models.active(projectId)]);
    return { records, activeVersion: active.version };
  }
}

function versionJson(record: ModelRecord, activeVersion: number): ModelVersionJson {
  const { version, accepted, createdAtMs, seconds, backend, report } = record;
  const { gate, losses, settings, temperatures, oddThreshold, dropped, examples, labels, epochs } = report;
  return {
    version,
    active: version === activeVersion,
    accepted,
    createdAt: new Date(createdAtMs).toISOString(),
    seconds,
    trainedOn: backend ?? null,
    gate,
    report: {
      losses,
      settings: { ...settings },
      temperatures,
      oddThreshold,
      odd: oddJson(report.odd),
      dropped,
      examples,
      labels,
      epochs,
    },
  };
}

function oddJson(odd: ModelRecord['report']['odd']): ModelVersionJson['report']['odd'] {
  if (!odd) return null;
  const rounded = (values: number[]) => values.map(presentProbability);
  const { threshold, edges, given, random } = odd;
  return { threshold, edges: rounded(edges), given: rounded(given), random: rounded(random) };
}
