import { Inject, Injectable } from '@nestjs/common';
import { InvalidInput, presentLabel, presentProbability, type Project } from '#labels';
import { betaInterval, rowUnits, UNITS_PER_LABEL } from '#noise';
import {
  confusionsOf,
  isEverybodys,
  RankedSources,
  readProject,
  readProjectHistory,
  readProjectMatrix,
  type AccuracyFigures,
  type Confusion,
  type MatrixCell,
  type ProjectReading,
  type Service,
} from '#pipeline';
import { MAX_TIME_BUCKETS } from '#watch';
import { presentInterval } from '../api/present.js';
import type { ListQuery } from '../api/query.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import type { ConfusionListJson, HistoryJson, ProjectMatrixJson } from './figures.schemas.js';

const COVERAGE = 0.95;

/** What is known of a project's labels as a whole: over time, and by class. */
@Injectable()
export class FiguresService {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
    @Inject(RankedSources) private readonly sources: RankedSources,
  ) {}

  async history(id: string, buckets: string | undefined): Promise<HistoryJson> {
    const project = await this.projects.require(id);
    const history = await readProjectHistory(this.service, project, bucketsOf(buckets));
    return {
      buckets: history.map(({ fromMs, toMs, ...figures }) => {
        return { from: iso(fromMs), to: iso(toMs), labels: figures.labels, ...accuracyJson(figures) };
      }),
    };
  }

  async noiseMatrix(id: string): Promise<ProjectMatrixJson> {
    const project = await this.projects.require(id);
    const matrix = await readProjectMatrix(await readProject(this.service, project));
    return {
      noiseMatrix: matrix.dense?.map((row) => row.map(presentProbability)) ?? null,
      cells: matrix.cells.map((cell) => cellJson(cell, project)),
      cellsLeftOut: matrix.cellsLeftOut,
    };
  }

  async confusions(id: string, { limit, cursor }: ListQuery): Promise<ConfusionListJson> {
    if (cursor !== undefined) throw new InvalidInput('cursor', cursor, 'is not taken: ask for more with limit');
    const inUse = await this.projects.requireInUse(id);
    const { known, reading } = await this.sources.ranking(inUse);
    const sources = known.map(({ summary, errors }) => ({ sourceId: summary.sourceId, errors }));
    const items: ConfusionListJson['items'] = [];
    for (const confusion of confusionsOf(reading.state.pooled, sources, limit)) {
      items.push(await this.confusion(confusion, reading, inUse.project));
    }
    return { items, nextCursor: null };
  }

  private async confusion(confusion: Confusion, { state, noise }: ProjectReading, project: Project) {
    const { trueClass, given, count, sources, top } = confusion;
    const probability = noise.probability(trueClass, given);
    const weight = noise.rowWeight(trueClass);
    const interval = betaInterval(probability * weight, (1 - probability) * weight, COVERAGE);
    const row = rowUnits(state.pooled, trueClass, noise.classCount) / UNITS_PER_LABEL;
    const topState = top && (await this.sources.state(project.id, top.sourceId));
    const topRow = (topState?.history.rowUnits(trueClass, noise.classCount) ?? 0) / UNITS_PER_LABEL;
    return {
      ...cellJson({ trueClass, given, probability, interval, count }, project),
      sources,
      topSource: top ? { sourceId: top.sourceId, share: Math.min(presentProbability(top.count / count), 1) } : null,
      everybody: isEverybodys(confusion, row, topRow),
    };
  }
}

export function accuracyJson({ accuracy, corrected, suspects }: AccuracyFigures) {
  return {
    accuracy: accuracy ? presentProbability(accuracy.share) : null,
    accuracyInterval: accuracy ? presentInterval(accuracy.interval) : null,
    corrected: corrected === undefined ? null : presentProbability(corrected),
    suspects,
  };
}

function cellJson({ trueClass, given, probability, interval, count }: MatrixCell, project: Project) {
  return {
    trueLabel: presentLabel(project, trueClass),
    label: presentLabel(project, given),
    probability: presentProbability(probability),
    interval: presentInterval(interval),
    count: presentProbability(count),
  };
}

function bucketsOf(text: string | undefined): number {
  if (text === undefined) return MAX_TIME_BUCKETS;
  const buckets = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (buckets >= 1 && buckets <= MAX_TIME_BUCKETS) return buckets;
  throw new InvalidInput('buckets', text, `is not a whole number from 1 to ${MAX_TIME_BUCKETS}`);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
