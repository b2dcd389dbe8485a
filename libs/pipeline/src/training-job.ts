import { foldOf, imageShape, type TrainingJob } from '#model';
import type { Project } from '#labels';
import type { Ledger } from '#ledger';
import { scopeOf } from '#runner';
import type { Log } from '#stream';
import { classPriorOf, decodeProjectState, decodeSourceState, newProjectState } from '#watch';
import { groups, watchScope } from './addresses.js';
import { bufferedExamples } from './train-stage.js';
import { priorityOf, type BufferedExample } from './training-buffer.js';

/** A snapshot of a project's buffer, in order of example id so that equal buffers make equal jobs. */
export interface TrainingSnapshot {
  job: TrainingJob;
  /** The job's examples, then those of the buffer that it has no room for. */
  exampleIds: string[];
  /** Whether each example has features. */
  labels: number;
}

const FEATURES_PER_READ = 500;
/** Examples times classes of a job: a fine-tune holds several matrices of this size. */
const MAX_CELLS = 10_000_000;

/** Reads a project's buffer and noise counts from the ledger and lays them out for a fine-tune. */
export async function snapshotBuffer(
  parts: { ledger: Ledger; log: Log },
  project: Project,
  about: { version: number; seed: number; folds: number; previous?: Uint8Array },
): Promise<TrainingSnapshot> {
  const { found, leftOut } = chooseExamples(await readBuffer(parts, project), project.classes.length);
  const { sourceIds, ...counts } = await readCounts(parts, project, found);
  const sourceIndex = new Map(sourceIds.map((id, n) => [id, n]));
  const heard = found.map(({ example }) => example.labels.filter((l) => sourceIndex.has(l.sourceId)));
  const labelCount = heard.reduce((sum, labels) => sum + labels.length, 0);
  const labels = {
    start: new Int32Array(found.length + 1),
    source: new Int32Array(labelCount),
    given: new Int32Array(labelCount),
  };
  let at = 0;
  heard.forEach((own, n) => {
    for (const label of own) {
      labels.source[at] = sourceIndex.get(label.sourceId)!;
      labels.given[at++] = label.given;
    }
    labels.start[n + 1] = at;
  });
  const features = layOut(project, found);
  const job: TrainingJob = {
    project: project.id,
    ...about,
    classCount: project.classes.length,
    exampleFold: Int8Array.from(found, (e) => foldOf(e.id, about.folds)),
    ...(features && { features }),
    labels,
    gold: Int32Array.from(found, (e) => e.example.gold?.label ?? -1),
    ...counts,
  };
  return { job, exampleIds: [...found, ...leftOut].map((e) => e.id), labels: labelCount };
}

interface Found {
  id: string;
  example: BufferedExample;
  features?: Uint8Array;
}

/** All where there is room; else those that the buffer itself would keep last, a uniform sample. In order of id. */
function chooseExamples(buffer: Found[], classCount: number): { found: Found[]; leftOut: Found[] } {
  const room = Math.floor(MAX_CELLS / classCount);
  if (buffer.length <= room) return { found: buffer, leftOut: [] };
  const byPriority = buffer.toSorted((a, b) => priorityOf(a.id) - priorityOf(b.id));
  const chosen = new Set(byPriority.slice(0, room));
  return { found: buffer.filter((e) => chosen.has(e)), leftOut: buffer.filter((e) => !chosen.has(e)) };
}

async function readBuffer({ ledger, log }: { ledger: Ledger; log: Log }, project: Project): Promise<Found[]> {
  const found = new Map<string, Found>();
  for (let partition = 0; partition < log.partitions('events'); partition++) {
    const scope = scopeOf('train', partition);
    const here: Found[] = [];
    for await (const [id, example] of bufferedExamples(ledger, scope, project.id)) here.push({ id, example });
    for (let n = 0; n < here.length && project.featureShape; n += FEATURES_PER_READ) {
      const some = here.slice(n, n + FEATURES_PER_READ);
      const group = groups.features(project.id);
      const values = await ledger.load(
        scope,
        some.map((e) => ({ group, id: e.id })),
      );
      some.forEach((e, m) => {
        if (values[m]) e.features = values[m];
      });
    }
    for (const e of here) found.set(e.id, e);
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function layOut(project: Project, found: Found[]): TrainingJob['features'] {
  const rows = found.filter((e) => e.features);
  if (!project.featureShape || rows.length === 0) return undefined;
  const dimension = project.featureShape.reduce((a, b) => a * b, 1);
  const bytesPerRow = project.featureType === 'uint8' ? dimension : dimension * Float32Array.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(rows.length * bytesPerRow);
  const row = new Int32Array(found.length).fill(-1);
  let next = 0;
  found.forEach((e, n) => {
    if (!e.features) return;
    bytes.set(e.features, next * bytesPerRow);
    row[n] = next++;
  });
  if (project.featureType !== 'uint8') return { values: new Float32Array(bytes.buffer), dimension, row };
  const image = imageShape(project.featureShape);
  return { values: bytes, dimension, row, ...(image && { image }) };
}

/** Of the sources that are learned from, in order of id: all but those that an alarm says copy others. */
async function readCounts({ ledger, log }: { ledger: Ledger; log: Log }, project: Project, found: Found[]) {
  const scope = watchScope(log, project.id);
  const [bytes] = await ledger.load(scope, [{ group: groups.projects, id: project.id }]);
  const state = bytes ? decodeProjectState(bytes) : newProjectState();
  const group = groups.sources(project.id);
  const met = [...new Set(found.flatMap((e) => e.example.labels.map((l) => l.sourceId)))].sort();
  const values = await ledger.load(
    scope,
    met.map((id) => ({ group, id })),
  );
  const sourceIds: string[] = [];
  const sourceCounts: number[][] = [];
  values.forEach((value, n) => {
    const source = value && decodeSourceState(value);
    if (source?.copying.alarm) return;
    sourceIds.push(met[n]!);
    sourceCounts.push(source ? source.history.total().toTriples() : []);
  });
  const pooledCounts = state.pooled.toTriples();
  return { sourceIds, sourceCounts, pooledCounts, classPrior: classPriorOf(state, project.classes.length) };
}
