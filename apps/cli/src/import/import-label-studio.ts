import { createReadStream } from 'node:fs';
import {
  labelStudio,
  labelStudioOptionNames,
  labelStudioOptions,
  type LabelStudioOptions,
  type Reading,
} from '#connectors';
import { InvalidInput, type JsonObject } from '#labels';
import type { ConnectorAnswer } from '../client/qualm-client.js';
import { runImport, type ImportOptions, type ImportRun } from './import-run.js';
import { jsonItems, type JsonItem } from './json-items.js';

export interface LabelStudioImportOptions extends ImportOptions {
  fromName?: string;
  exampleId?: string;
  annotator?: 'id' | 'email';
  text?: string;
}

const ANNOTATIONS_PER_REQUEST = 500;
const BYTES_PER_REQUEST = 4 * 2 ** 20;
const MAX_ITEM_BYTES = 64 * 2 ** 20;

type Item = JsonItem & { reading: Reading };

/** @returns the exit code */
export function importLabelStudio(file: string, options: LabelStudioImportOptions): Promise<number> {
  const query = queryOf(options);
  const labels = async function* () {
    for await (const { reading } of items(file, query)) {
      for (const { label, gold } of reading.annotations) yield* [label, gold?.label].filter((one) => one !== undefined);
    }
  };
  return runImport(file, options, labels, (run) => send(run, query));
}

/** The options of the connector, as it takes them in a query. */
function queryOf(options: LabelStudioImportOptions): Record<string, string> {
  const given = labelStudioOptionNames.map((name) => [name, options[name]] as const);
  return Object.fromEntries(given.filter((entry): entry is [(typeof entry)[0], string] => Boolean(entry[1])));
}

/** What is no export is said here, with its line. */
async function* items(file: string, query: Record<string, string>): AsyncGenerator<Item> {
  const options = labelStudioOptions(query);
  for await (const item of jsonItems(createReadStream(file), MAX_ITEM_BYTES)) {
    yield { ...item, reading: readAt(`${file}:${item.line}`, item.value, options) };
  }
}

function readAt(where: string, value: JsonObject, options: LabelStudioOptions): Reading {
  try {
    return labelStudio.read([value], options);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new Error(`${where}: ${error.message}`, { cause: error });
  }
}

/** In the platform's own words, so that webhooks that come before, meanwhile or after find the annotations known. */
async function send(run: ImportRun, query: Record<string, string>): Promise<void> {
  let texts: string[] = [];
  let [annotations, bytes, bytesRead] = [0, 0, 0];
  const flush = async () => {
    run.signal.throwIfAborted();
    if (texts.length === 0) return;
    const parameters = new URLSearchParams({ project: run.project, ...query });
    tell(run, await run.client.sendExport('label-studio', parameters, texts, run.signal), bytesRead);
    [texts, annotations, bytes] = [[], 0, 0];
  };
  for await (const { value, reading, bytesRead: read } of items(run.file, query)) {
    const { predictions: _, drafts: __, ...rest } = value;
    const text = JSON.stringify(rest);
    annotations += reading.annotations.length + reading.skipped.length;
    if (annotations > ANNOTATIONS_PER_REQUEST || bytes + text.length > BYTES_PER_REQUEST) await flush();
    texts.push(text);
    bytes += text.length;
    bytesRead = read;
  }
  await flush();
}

function tell({ report, file }: ImportRun, answer: ConnectorAnswer, bytesRead: number): void {
  const refusals = answer.reasons.filter(({ refused }) => refused);
  for (const { what, why } of refusals) report.refuse(`${file}: ${what}`, why);
  report.refuseMore(answer.refused - refusals.length);
  const passed = answer.skipped - answer.refused;
  const reasons = answer.reasons.filter(({ refused }) => !refused).map(({ why }) => why);
  report.pass(passed, reasons);
  report.took(Math.max(answer.annotations - passed, 0), bytesRead);
}
