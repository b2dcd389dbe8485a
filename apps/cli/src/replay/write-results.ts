import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { decodeExampleState, type ExampleState } from '#judge';
import { presentLabel, presentProbability, type Mass, type Project } from '#labels';
import type { Ledger } from '#ledger';
import {
  argmax,
  logEvidence,
  massToProbabilities,
  pointMass,
  posterior,
  probabilityIn,
  toMass,
  type PosteriorSettings,
} from '#noise';
import { groups, readSources, type MetCell, type Pipeline, type SourceReport } from '#pipeline';
import { scopeOf } from '#runner';
import type { Log } from '#stream';
import type { OutputCounts } from './replay-outputs.js';

export interface ReplaySummary {
  project: string;
  lines: number;
  labels: number;
  examples: number;
  sources: number;
  suspects: number;
  alerts: number;
  alarmsOpen: number;
  deadLetters: number;
  modelVersion: number;
  versionsMade: number;
  /** Where it was not the default: wasm for both. */
  backends?: { scoring: string; training: string };
}

interface Parts {
  ledger: Ledger;
  log: Log;
  pipeline: Pipeline;
  project: string;
  outputs: OutputCounts;
  lines: number;
  backends?: ReplaySummary['backends'];
}

/** Writes examples.ndjson and sources.ndjson from what the stages committed. */
export async function writeResults(out: string, parts: Parts): Promise<ReplaySummary> {
  const project = await parts.pipeline.projects.require(parts.project);
  const active = await parts.pipeline.models.active(parts.project);
  const examples = await writeRows(join(out, 'examples.ndjson'), exampleRows(parts, project));
  let alarmsOpen = 0;
  const sources = await writeRows(
    join(out, 'sources.ndjson'),
    sourceRows(parts, project, (open) => (alarmsOpen += open)),
  );
  const { verdicts, suspects, alerts, deadLetters } = parts.outputs;
  const found = { labels: verdicts, examples, sources, suspects, alerts, alarmsOpen, deadLetters };
  return {
    project: project.id,
    lines: parts.lines,
    ...found,
    modelVersion: active.version,
    versionsMade: active.newest,
    ...(parts.backends && { backends: parts.backends }),
  };
}

async function writeRows(path: string, rows: AsyncIterable<object>): Promise<number> {
  const file = createWriteStream(path);
  let count = 0;
  for await (const row of rows) {
    count++;
    if (!file.write(`${JSON.stringify(row)}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return count;
}

/** Every example that has, or had, a label. */
async function* exampleRows({ ledger, pipeline }: Parts, project: Project): AsyncGenerator<object> {
  const { posterior: settings } = (await pipeline.inUse.get(project.id))!;
  const { classPrior } = await pipeline.noise.prepare(project.id, project.classes.length, settings, []);
  let cursor: string | undefined;
  do {
    const options = { ...(cursor === undefined ? {} : { cursor }), limit: 1_000 };
    const page = await ledger.list(scopeOf('judge', 0), groups.examples(project.id), options);
    for (const { id, value } of page.entries) {
      const state = decodeExampleState(value);
      const mass = state.told ?? state.mass ?? massWithoutLabels(state, classPrior, settings);
      if (mass) yield exampleRow(id, state, mass, project);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** What is known of an example whose labels were all taken back; undefined for one that never had any. */
function massWithoutLabels(
  state: ExampleState,
  classPrior: Float64Array,
  settings: PosteriorSettings,
): Mass | undefined {
  if (state.retracted.length === 0) return undefined;
  if (state.gold) return pointMass(state.gold.label);
  return toMass(posterior(logEvidence(state.evidence, classPrior, settings), [], settings.correlation));
}

function exampleRow(exampleId: string, state: ExampleState, mass: Mass, project: Project): object {
  const posterior = [...massToProbabilities(mass, project.classes.length)];
  return {
    exampleId,
    label: presentLabel(project, argmax(posterior)),
    posterior: posterior.map(presentProbability),
    modelVersion: state.modelVersion,
    labels: state.labels.map(({ sourceId, given }) => {
      const quality = presentProbability(probabilityIn(mass, given, project.classes.length));
      return { sourceId, label: presentLabel(project, given), quality };
    }),
  };
}

async function* sourceRows({ ledger, log, pipeline }: Parts, project: Project, onOpen: (alarms: number) => void) {
  const { posterior } = (await pipeline.inUse.get(project.id))!;
  for await (const source of readSources({ ledger, log }, project, posterior)) {
    onOpen(source.alarms.length > 0 ? 1 : 0);
    yield sourceRow(source, project);
  }
}

function sourceRow(
  { sourceId, labels, accuracy, accuracyInterval, noiseMatrix, metCells, alarms }: SourceReport,
  project: Project,
) {
  const dense = noiseMatrix();
  return {
    sourceId,
    labels,
    accuracy: presentProbability(accuracy),
    accuracyInterval: accuracyInterval.map(presentProbability),
    noiseMatrix: dense?.map((row) => row.map(presentProbability)) ?? null,
    ...(!dense && { cells: metCells().map((cell) => cellRow(cell, project)) }),
    alarms: alarms.map(({ kind, evidence, line, trueClass }) => {
      const confused = trueClass === undefined ? {} : { trueClass: presentLabel(project, trueClass) };
      return { kind, evidence, accuracyLine: presentProbability(line), ...confused };
    }),
  };
}

function cellRow({ trueClass, given, probability }: MetCell, project: Project) {
  const [trueLabel, label] = [presentLabel(project, trueClass), presentLabel(project, given)];
  return { trueLabel, label, probability: presentProbability(probability) };
}
