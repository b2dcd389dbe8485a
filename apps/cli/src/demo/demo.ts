import { writeFileSync } from 'node:fs';
import type { AlertJson } from '#labels';
import { crowdLabels, openCrowd, type Crowd } from '../crowd/crowd-stream.js';
import { labelLine } from '../crowd/label-line.js';
import { pump } from '../crowd/pump.js';
import { featureShapeOf } from '../crowd/images.js';
import type { QualmClient, SourceAnswer } from '../client/qualm-client.js';
import { aborted, interruption } from '../interruption.js';
import { paintFor } from '../paint.js';
import { defaultPlan, DemoFolder, type DemoPlan } from './demo-folder.js';
import { DemoScreen } from './demo-screen.js';
import { isFree, nextFreePort } from './free-port.js';
import type { JudgedExample } from './measure.js';
import { reportOf } from './report.js';
import { DemoService } from './service.js';
import { summaryText } from './summary.js';
import { drained, settled } from './settled.js';

export interface DemoOptions {
  fresh: boolean;
  exit: boolean;
  seed?: number;
  labels?: number;
  port?: number;
  data: string;
}

const PROJECT = 'demo';
const DEFAULT_PORT = 8080;
/** At a steady pace, so that one can watch; the service takes far more. */
const LABELS_PER_SECOND = 200;
/** Labels per request. */
const BATCH_LABELS = 50;
/** Requests at a time, when all examples are read. */
const READERS = 8;
const EXIT_INTERRUPTED = 130;

/** @returns the exit code */
export async function demo(options: DemoOptions): Promise<number> {
  const folder = new DemoFolder(options.data);
  const found = prepare(folder, options);
  const plan = found ?? { ...defaultPlan, ...askedOf(options) };
  if (!found) folder.begin(plan);
  const port = await choosePort(options.port);
  const signal = interruption();
  const screen = new DemoScreen(process.stdout, paintFor(process.stdout));
  const crowd = openCrowd({ ...plan, classCount: 10 });
  screen.intro(crowd, folder, found !== undefined);
  const service = DemoService.start(folder, port);
  try {
    await Promise.race([service.ready(), aborted(signal)]);
    if (!signal.aborted) {
      screen.serviceIsUp(service);
      const work = run(service, crowd, screen, folder, signal)
        .catch((error: unknown) => service.explain(error))
        .catch((error: Error) => {
          throw found ? withHint(error, folder) : error;
        });
      await Promise.race([work, service.died, aborted(signal)]);
    }
    if (signal.aborted) return interrupted(screen);
    if (options.exit) return 0;
    screen.staysUp();
    await Promise.race([service.died, aborted(signal)]);
    return 0;
  } finally {
    screen.stopFollowing();
    if (service.isUp) screen.print('\nStopping the service ...');
    await service.stop();
  }
}

function withHint(error: Error, { path, serviceLog }: DemoFolder): Error {
  const says = `${error.message}\nIf another version of Qualm made ${path}, start over with --fresh. The service's log: ${serviceLog}`;
  return new Error(says, { cause: error });
}

/** @returns the plan to go on with; undefined to begin anew */
function prepare(folder: DemoFolder, options: DemoOptions): DemoPlan | undefined {
  const running = folder.running();
  if (running) {
    throw new Error(
      `a demo is running on ${folder.path} already, at ${running.url} (process ${running.pid}): ` +
        'stop it first, or name another folder with --data',
    );
  }
  return options.fresh ? undefined : folder.resume(askedOf(options));
}

function askedOf({ seed, labels }: DemoOptions): Partial<DemoPlan> {
  return { ...(seed !== undefined && { seed }), ...(labels !== undefined && { labels }) };
}

async function choosePort(asked: number | undefined): Promise<number> {
  if (asked === undefined) return nextFreePort(Number(process.env['QUALM_PORT'] || DEFAULT_PORT));
  if (await isFree(asked)) return asked;
  throw new Error(`port ${asked} is taken: name another one, or leave --port out to take the next free one`);
}

function interrupted(screen: DemoScreen): number {
  screen.print('\nInterrupted. Start again to go on from here, or with --fresh to start over.');
  return EXIT_INTERRUPTED;
}

async function run(
  service: DemoService,
  crowd: Crowd,
  screen: DemoScreen,
  folder: DemoFolder,
  signal: AbortSignal,
): Promise<void> {
  const { client } = service;
  const alreadyThere = await openProject(service, crowd);
  screen.found(alreadyThere, crowd.settings.labels);
  await screen.follow(client, PROJECT, crowd.settings.labels);
  try {
    if (alreadyThere < crowd.settings.labels) {
      await sendRest(client, crowd, alreadyThere, screen, signal);
    }
    await settled(client, PROJECT, crowd.settings.labels, (what) => screen.waiting(what), signal);
  } finally {
    screen.stopFollowing();
  }
  await showSummary(service, crowd, screen, folder);
}

/** Makes the project where there is none. @returns the labels that the service has */
async function openProject({ client }: DemoService, crowd: Crowd): Promise<number> {
  const project = await client.project(PROJECT);
  if (!project) {
    await client.createProject({ id: PROJECT, classes: crowd.images.classCount, ...featureShapeOf(crowd.images) });
    return 0;
  }
  return (await drained(client, PROJECT)).labels;
}

async function showSummary({ client, url }: DemoService, crowd: Crowd, screen: DemoScreen, folder: DemoFolder) {
  const labels = [...crowdLabels(crowd)];
  const judged = await readExamples(client, [...new Set(labels.map((l) => l.exampleId))]);
  const alerts: AlertJson[] = [];
  for await (const alert of client.alerts(PROJECT)) alerts.push(alert);
  const sources: SourceAnswer[] = [];
  for await (const source of client.sources(PROJECT)) sources.push(source);
  const report = reportOf(crowd, labels, judged, alerts, sources);
  writeFileSync(folder.reportFile, `${JSON.stringify(report, null, 2)}\n`);
  screen.print(summaryText(report, screen.paint));
  screen.whatNext(url, PROJECT);
}

/**
 * A crash may have swallowed a part of the last request, which was never acknowledged: the stream begins one request
 * early. A repeated label changes nothing.
 */
async function sendRest(
  client: QualmClient,
  crowd: Crowd,
  alreadyThere: number,
  screen: DemoScreen,
  signal: AbortSignal,
): Promise<void> {
  const { features } = crowd.images;
  await pump(crowd, {
    skip: Math.max(0, alreadyThere - BATCH_LABELS),
    batchLabels: BATCH_LABELS,
    perSecond: LABELS_PER_SECOND,
    signal,
    write: async (labels) => {
      const lines = labels.map((label) => labelLine(label, features, { format: 'base64' }));
      await client.sendLines(PROJECT, lines, signal);
    },
    onWritten: (labels) => screen.sent(labels),
  });
}

/** What the service says of each example in the end. */
async function readExamples(client: QualmClient, exampleIds: string[]): Promise<Map<string, JudgedExample>> {
  const judged = new Map<string, JudgedExample>();
  const queue = exampleIds.values();
  const read = async () => {
    for (const exampleId of queue) {
      const { suggestedLabel, labels } = await client.example(PROJECT, exampleId);
      const suspects = new Set(labels.filter((l) => l.suspect).map((l) => l.sourceId));
      // The demo's classes are numbers.
      judged.set(exampleId, { label: Number(suggestedLabel), suspects });
    }
  };
  await Promise.all(Array.from({ length: READERS }, read));
  return judged;
}
