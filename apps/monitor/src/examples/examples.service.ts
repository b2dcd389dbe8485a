import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '#http';
import { presentLabel, presentProbability, type Project } from '#labels';
import {
  explainExample,
  listExamples,
  readDisplays,
  type ExampleExplanation,
  type LabelExplanation,
  type Service,
} from '#pipeline';
import { decodeCursor, encodeCursor } from '../api/cursor.js';
import { presentLogProbabilities, presentMass } from '../api/present.js';
import type { ListQuery } from '../api/query.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import { displayJson, type DisplayJson } from './display.schemas.js';
import type { EvidenceJson, ExampleListJson, ExplanationJson, LabelVerdictJson } from './example.schemas.js';
import { exampleFilterOf } from './example-filter.js';
import { sentenceOf } from './reason-sentences.js';

const place = z.union([
  z.object({ partition: z.number().int().nonnegative(), cursor: z.string() }),
  z.object({ partition: z.number().int().nonnegative() }),
]);

@Injectable()
export class ExamplesService {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
  ) {}

  async list(projectId: string, query: ListQuery): Promise<ExampleListJson> {
    const project = await this.projects.require(projectId);
    const { cursor, limit } = query;
    const filter = exampleFilterOf(query, project);
    const from = cursor === undefined ? { partition: 0 } : decodeCursor('examples', cursor, place);
    const { examples, next } = await listExamples(this.service, project, filter, from, limit);
    const items = examples.map(({ exampleId, suggested, labels, gold, modelVersion }) => ({
      exampleId,
      suggestedLabel: suggested ? presentLabel(project, suggested.label) : null,
      lowestQuality: labels.length > 0 ? presentProbability(Math.min(...labels.map((l) => l.quality))) : null,
      labels: labels.length,
      gold: gold ? presentLabel(project, gold.label) : null,
      modelVersion,
    }));
    return { items, nextCursor: next ? encodeCursor('examples', next) : null };
  }

  async explain(projectId: string, exampleId: string): Promise<ExplanationJson> {
    const inUse = await this.projects.requireInUse(projectId);
    const { ledger, log, pipeline } = this.service;
    const found = await explainExample({ ledger, log, noise: pipeline.noise }, inUse, exampleId);
    if (!found) throw nothingJudged(projectId, exampleId);
    const [shown] = await readDisplays({ ledger, log }, inUse.project, [exampleId]);
    return explanationJson(found, displayJson(shown), inUse.project);
  }
}

function nothingJudged(projectId: string, exampleId: string): Problem {
  const says = `example: nothing was judged of ${JSON.stringify(exampleId)} in project "${projectId}" so far`;
  return new Problem('not-found', says, { field: 'exampleId', value: JSON.stringify(exampleId) });
}

function explanationJson(found: ExampleExplanation, display: DisplayJson | null, project: Project): ExplanationJson {
  const { gold } = found;
  return {
    project: project.id,
    exampleId: found.exampleId,
    display,
    suggestedLabel: presentLabel(project, found.suggested),
    posterior: presentMass(found.posterior, project),
    gold: gold
      ? { label: presentLabel(project, gold.label), origin: gold.origin, reviewer: gold.reviewer ?? null }
      : null,
    evidence: evidenceJson(found, project),
    modelVersion: found.modelVersion,
    labels: found.labels.map((label) => labelJson(label, found, project)),
  };
}

function evidenceJson({ evidence, modelVersion, pass }: ExampleExplanation, project: Project): EvidenceJson | null {
  if (!evidence) return null;
  return {
    model: presentLogProbabilities(evidence.model, project),
    prototypes: presentLogProbabilities(evidence.prototype, project),
    modelVersion,
    // By cross-fitting, all evidence that JUDGE keeps is.
    outOfSample: true,
    rescored: pass > 0,
  };
}

function labelJson(label: LabelExplanation, found: ExampleExplanation, project: Project): LabelVerdictJson {
  return {
    sourceId: label.sourceId,
    label: presentLabel(project, label.given),
    at: new Date(label.atMs).toISOString(),
    quality: presentProbability(label.quality),
    suggestedLabel: presentLabel(project, label.suggested),
    suspect: label.suspect,
    reasons: label.reasons.map((reason) => ({ reason, says: sentenceOf(reason, label, found, project) })),
    sourceRecall: presentProbability(label.sourceRecall),
    settled: label.settled,
  };
}
