import { presentLabel, presentProbability, type Project } from '#labels';
import { labelFits, type ExampleFilter, type JudgedExample } from '#pipeline';
import type { Distribution } from '../api/common.schemas.js';
import { presentMass } from '../api/present.js';

/** `class`: an index or a name, as the project writes labels. */
export type ColumnType = 'text' | 'class' | 'share' | 'count' | 'flag' | 'time' | 'distribution';

export interface Column {
  name: string;
  type: ColumnType;
}

export type Cell = string | number | boolean | Date | Distribution | null;
/** In the order of the columns. */
export type Row = Cell[];

/** What is a row: an example, or one of its labels. */
export const exportedRows = ['examples', 'labels'] as const;
export type ExportedRows = (typeof exportedRows)[number];

/** Columns of a table, and the rows that an example gives it. */
export interface Table {
  columns: Column[];
  rowsOf(example: JudgedExample, project: Project, filter: ExampleFilter): Row[];
}

const examples: Table = {
  columns: [
    { name: 'exampleId', type: 'text' },
    { name: 'suggestedLabel', type: 'class' },
    { name: 'probability', type: 'share' },
    { name: 'lowestQuality', type: 'share' },
    { name: 'labels', type: 'count' },
    { name: 'gold', type: 'class' },
    { name: 'goldOrigin', type: 'text' },
    { name: 'modelVersion', type: 'count' },
    { name: 'posterior', type: 'distribution' },
  ],
  rowsOf({ exampleId, posterior, suggested, gold, modelVersion, labels }, project) {
    const row: Row = [
      exampleId,
      suggested ? presentLabel(project, suggested.label) : null,
      suggested ? presentProbability(suggested.probability) : null,
      labels.length > 0 ? presentProbability(Math.min(...labels.map(({ quality }) => quality))) : null,
      labels.length,
      gold ? presentLabel(project, gold.label) : null,
      gold?.origin ?? null,
      modelVersion,
      posterior ? presentMass(posterior, project) : null,
    ];
    return [row];
  },
};

const labels: Table = {
  columns: [
    { name: 'exampleId', type: 'text' },
    { name: 'sourceId', type: 'text' },
    { name: 'label', type: 'class' },
    { name: 'quality', type: 'share' },
    { name: 'suggestedLabel', type: 'class' },
    { name: 'suspect', type: 'flag' },
    { name: 'at', type: 'time' },
    { name: 'settled', type: 'flag' },
  ],
  rowsOf({ exampleId, suggested, labels: all }, project, filter) {
    const shown = all.filter((label) => labelFits(label, filter));
    return shown.map(({ sourceId, given, quality, suspect, atMs, settled }) => [
      exampleId,
      sourceId,
      presentLabel(project, given),
      presentProbability(quality),
      presentLabel(project, suggested!.label),
      suspect,
      new Date(atMs),
      settled,
    ]);
  },
};

export const tables: Record<ExportedRows, Table> = { examples, labels };
