import { Inject, Injectable } from '@nestjs/common';
import { checkText, InvalidInput } from '#labels';
import { scanExamples, type Service } from '#pipeline';
import type { RequestQuery } from '../api/query.js';
import { exampleFilterOf } from '../examples/example-filter.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import { csvFormat } from './csv.format.js';
import type { ExportFormat, LabelStudioNames } from './export-format.js';
import { labelStudioFormat } from './label-studio.format.js';
import { ndjsonFormat } from './ndjson.format.js';
import { parquetFormat } from './parquet.format.js';
import { exportedRows, type ExportedRows } from './table.js';

export const exportFormats = ['ndjson', 'csv', 'parquet', 'label-studio'] as const;
type FormatName = (typeof exportFormats)[number];
export const exportParameters = ['format', 'rows', 'fromName', 'toName', 'exampleId'];

const formats: Record<FormatName, ExportFormat> = {
  ndjson: ndjsonFormat,
  csv: csvFormat,
  parquet: parquetFormat,
  'label-studio': labelStudioFormat,
};

/** A file that is made while it is read. */
export interface Download {
  contentType: string;
  fileName: string;
  pieces: AsyncIterable<string | Uint8Array>;
}

@Injectable()
export class ExportService {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
  ) {}

  /** @throws InvalidInput, Problem 404 */
  async open(projectId: string, query: RequestQuery): Promise<Download> {
    const project = await this.projects.require(projectId);
    const name = query.choice('format', exportFormats) ?? 'ndjson';
    const rows = rowsOf(name, query);
    const filter = exampleFilterOf(query, project);
    const labelStudio = labelStudioNames(name, query);
    const { contentType, extension, encode } = formats[name];
    const batches = scanExamples(this.service, project, filter);
    return {
      contentType,
      fileName: `${project.id}-${name === 'label-studio' ? 'predictions' : rows}.${extension}`,
      pieces: encode(batches, { project, rows, filter, labelStudio }),
    };
  }
}

function rowsOf(format: FormatName, query: RequestQuery): ExportedRows {
  const rows = query.choice('rows', exportedRows) ?? 'examples';
  if (format !== 'label-studio' || rows === 'examples') return rows;
  throw new InvalidInput('rows', rows, 'is not for label-studio, which takes one prediction for each example');
}

function labelStudioNames(format: FormatName, query: RequestQuery): LabelStudioNames {
  const given = (name: string) => {
    const value = query.text(name);
    if (value === undefined || format === 'label-studio') return value && checkText(name, value);
    throw new InvalidInput(name, value, 'is for format=label-studio alone');
  };
  const field = given('exampleId');
  const names = { fromName: given('fromName') ?? 'choice', toName: given('toName') ?? 'image' };
  if (field === undefined) return names;
  const key = /^data\.(.+)$/s.exec(field)?.[1];
  if (key === undefined) throw new InvalidInput('exampleId', field, 'is not a field of the task such as data.key');
  return { ...names, exampleId: key };
}
