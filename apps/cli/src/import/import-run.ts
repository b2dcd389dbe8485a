import { statSync } from 'node:fs';
import { clientOf } from '../client/client-of.js';
import type { QualmClient } from '../client/qualm-client.js';
import { interruption } from '../interruption.js';
import { LiveArea } from '../live-area.js';
import { ClassNames } from './class-names.js';
import { ImportReport } from './import-report.js';

/** What every import is told. */
export interface ImportOptions {
  project: string;
  url: string;
  create: boolean;
  source: string;
  goldOrigin: 'honeypot' | 'sampled' | 'targeted';
}

/** One import on its way: where from, where to, and what is said of it. */
export interface ImportRun {
  file: string;
  project: string;
  client: QualmClient;
  report: ImportReport;
  signal: AbortSignal;
}

const EXIT_REFUSED = 2;
const EXIT_INTERRUPTED = 130;

/**
 * Checks that file and project are there (or makes the project of the labels in the file), then sends.
 * @param labels the labels of the file; read before the rest when the project has to be made
 * @returns the exit code
 */
export async function runImport(
  file: string,
  options: ImportOptions,
  labels: () => AsyncIterable<number | string>,
  send: (run: ImportRun) => Promise<void>,
): Promise<number> {
  const { size } = statSync(file);
  const client = clientOf(options.url);
  const signal = interruption();
  const area = new LiveArea(process.stderr);
  const report = new ImportReport(area, file, size);
  try {
    await makeProject(client, options, labels, report);
    await send({ file, project: options.project, client, report, signal });
    report.done();
    return report.refused > 0 ? EXIT_REFUSED : 0;
  } catch (error) {
    report.interrupted();
    if (!signal.aborted) throw error;
    return EXIT_INTERRUPTED;
  } finally {
    area.close();
  }
}

async function makeProject(
  client: QualmClient,
  { project, url, create }: ImportOptions,
  labels: () => AsyncIterable<number | string>,
  report: ImportReport,
): Promise<void> {
  if (await client.project(project)) return;
  if (!create)
    throw new Error(`there is no project "${project}" at ${url}: --create makes it, of the labels in the file`);
  const names = new ClassNames();
  for await (const label of labels()) names.add(label);
  const { classes } = names;
  await client.createProject({ id: project, classes });
  report.says(`Made project "${project}" of ${typeof classes === 'number' ? classes : classes.length} classes.`);
}
