export const formats = {
  ndjson: 'NDJSON: one JSON object a line',
  csv: 'CSV: for spreadsheets',
  parquet: 'Parquet: for data frames',
  'label-studio': 'Label Studio: predictions to import there',
} as const;
export type ExportFormat = keyof typeof formats;

export interface ExportChoice {
  format: ExportFormat;
  rows: 'examples' | 'labels';
  which: 'all' | 'suspect' | 'trusted';
  /** '': all of them. */
  sourceId: string;
  labelStudio: LabelStudioNames;
}

/** Names in the labeling configuration there. '': what the service takes by default. */
export interface LabelStudioNames {
  fromName: string;
  toName: string;
  /** Field of the task that names the example. */
  exampleId: string;
}

/** Path and query of an export. */
export function exportPath(project: string, choice: ExportChoice): string {
  const { format, rows, which, sourceId, labelStudio } = choice;
  const query = new URLSearchParams({ format });
  const more = format === 'label-studio' ? { ...labelStudio, sourceId } : { rows, sourceId };
  for (const [name, value] of Object.entries(more)) if (value !== '') query.set(name, value);
  if (which !== 'all') query.set('suspect', String(which === 'suspect'));
  return `/v1/projects/${encodeURIComponent(project)}/export?${query}`;
}

/** What the file is called where the service does not say. */
export function exportName(project: string, { format, rows }: ExportChoice): string {
  return format === 'label-studio' ? `${project}.label-studio.json` : `${project}.${rows}.${format}`;
}
