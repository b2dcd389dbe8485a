import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '#testing';
import { replay, type ReplayOptions } from '../../src/replay/replay.js';
import type { ReplaySummary } from '../../src/replay/write-results.js';

type Random = () => number;

/** Whom a stream's labels come from. */
export interface SimulatedSource {
  sourceId: string;
  /** What it gives; what the other sources gave this example before it is in `earlier`. */
  answer(truth: number, random: Random, earlier: ReadonlyMap<string, number>): number;
  /** Share of the examples that it labels; shared out evenly by default. */
  share?: number;
  /** Share of the stream that has passed when it arrives. */
  from?: number;
  /** It labels the examples that this source labels, after it. */
  follows?: string;
}

export interface Stream {
  examples: number;
  classCount: number;
  seed: number;
  sources: SimulatedSource[];
  /** Labels of an example by the sources that have no share of their own. */
  labelsPerExample: number;
  /** Gaussian clouds, 8 numbers each; absent: labels only. */
  features?: boolean;
  /** How frequent the true classes are when this share of the stream has passed; all alike by default. */
  balance?(passed: number): number[];
}

export interface Line {
  exampleId: string;
  sourceId: string;
  label: number;
  features?: number[];
}

export interface SimulatedLines {
  lines: Line[];
  /** Example -> true class. */
  truth: Map<string, number>;
}

const DIMENSION = 8;
const CENTRE_SCALE = 3;

/** The same stream gives the same lines. Examples come in order, the labels of one together. */
export function simulate(stream: Stream): SimulatedLines {
  const { examples, classCount, seed, features } = stream;
  const random = seededRandom(seed);
  const centres = Array.from({ length: classCount * DIMENSION }, () => (random() - 0.5) * CENTRE_SCALE);
  const lines: Line[] = [];
  const truth = new Map<string, number>();
  for (let n = 0; n < examples; n++) {
    const passed = n / examples;
    const exampleId = `e${String(n).padStart(5, '0')}`;
    const own = draw(stream.balance?.(passed) ?? Array<number>(classCount).fill(1), random);
    truth.set(exampleId, own);
    const cloud = Array.from({ length: DIMENSION }, (_, d) => centres[own * DIMENSION + d]! + gaussian(random));
    const earlier = new Map<string, number>();
    for (const source of whoLabels(stream, passed, random)) {
      const label = source.answer(own, random, earlier);
      const first = features && earlier.size === 0 ? { features: cloud.map((x) => Number(x.toFixed(4))) } : {};
      earlier.set(source.sourceId, label);
      lines.push({ exampleId, sourceId: source.sourceId, label, ...first });
    }
  }
  return { lines, truth };
}

function whoLabels({ sources, labelsPerExample }: Stream, passed: number, random: Random): SimulatedSource[] {
  const here = sources.filter(({ from = 0 }) => from <= passed);
  const chosen = here.filter(({ share }) => share !== undefined && random() < share);
  const others = here.filter(({ share, follows }) => share === undefined && follows === undefined);
  const drawn = others.map((source) => ({ source, at: random() })).sort((a, b) => a.at - b.at);
  const first = [...chosen, ...drawn.slice(0, labelsPerExample).map(({ source }) => source)];
  const followers = here.filter(({ follows }) => first.some(({ sourceId }) => sourceId === follows));
  return [...first, ...followers];
}

/** Right with this probability; wrong ones are uniform. */
export function honest(sourceId: string, accuracy: number, classCount: number): SimulatedSource {
  return {
    sourceId,
    answer: (truth, random) =>
      random() < accuracy ? truth : (truth + 1 + Math.floor(random() * (classCount - 1))) % classCount,
  };
}

/** `count` honest sources whose accuracies are spread evenly. */
export function honestCrowd(count: number, classCount: number, [low, high]: [number, number]): SimulatedSource[] {
  const step = (high - low) / Math.max(count - 1, 1);
  return Array.from({ length: count }, (_, n) => honest(`good-${n}`, low + n * step, classCount));
}

function draw(weights: number[], random: Random): number {
  let left = random() * weights.reduce((a, b) => a + b, 0);
  const at = weights.findIndex((weight) => (left -= weight) < 0);
  return at < 0 ? weights.length - 1 : at;
}

function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export interface SourceRow {
  sourceId: string;
  labels: number;
  accuracy: number;
  noiseMatrix: number[][];
  alarms: { kind: string }[];
}

export interface ExampleRow {
  exampleId: string;
  label: number;
  posterior: number[];
  labels: { sourceId: string; label: number; quality: number }[];
}

export interface AlertRow {
  sourceId: string;
  kind: string;
  state: string;
  labels: number;
}

/** What a replay said, read back from its files. */
export interface Outcome {
  summary: ReplaySummary;
  examples: ExampleRow[];
  sources: Map<string, SourceRow>;
  alerts: AlertRow[];
  /** Share of the examples whose true class was found, of those that pass. */
  accuracy(passes?: (exampleId: string, truth: number) => boolean): number;
  /** Sources that an alarm was ever opened about, in order of id. */
  alarmed: string[];
}

/** Through `qualm replay`, in this process. */
export async function replayed(
  { lines, truth }: SimulatedLines,
  options: Pick<ReplayOptions, 'classes'> & Partial<ReplayOptions>,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-stream-'));
  try {
    const labels = join(folder, 'labels.ndjson');
    writeFileSync(labels, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const out = join(folder, 'out');
    const summary = await replay({ labels, out, seed: 1, project: 'stream', backend: 'wasm', ...options });
    const examples = rowsOf<ExampleRow>(out, 'examples');
    const alerts = rowsOf<AlertRow>(out, 'alerts');
    const sources = new Map(rowsOf<SourceRow>(out, 'sources').map((row) => [row.sourceId, row]));
    const accuracy: Outcome['accuracy'] = (passes = () => true) => {
      const asked = examples.filter(({ exampleId }) => passes(exampleId, truth.get(exampleId)!));
      return asked.filter(({ exampleId, label }) => label === truth.get(exampleId)).length / asked.length;
    };
    const opened = alerts.filter(({ state }) => state === 'open').map(({ sourceId }) => sourceId);
    return { summary, examples, sources, alerts, accuracy, alarmed: [...new Set(opened)].sort() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowsOf<T>(out: string, name: string): T[] {
  const text = readFileSync(join(out, `${name}.ndjson`), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}

/** Lines of the sources that pass; the first of each example carries its features. */
export function without({ lines, truth }: SimulatedLines, isLeftOut: (sourceId: string) => boolean): SimulatedLines {
  const features = new Map(lines.flatMap((line) => (line.features ? [[line.exampleId, line.features] as const] : [])));
  const kept = lines.filter(({ sourceId }) => !isLeftOut(sourceId));
  const seen = new Set<string>();
  const again = kept.map(({ exampleId, sourceId, label }) => {
    const own = seen.has(exampleId) ? undefined : features.get(exampleId);
    seen.add(exampleId);
    return { exampleId, sourceId, label, ...(own && { features: own }) };
  });
  return { lines: again, truth: new Map([...truth].filter(([id]) => seen.has(id))) };
}

/** Share of a source's labels that are right. */
export function shareRight({ lines, truth }: SimulatedLines, sourceId: string): number {
  const own = lines.filter((line) => line.sourceId === sourceId);
  return own.filter(({ exampleId, label }) => label === truth.get(exampleId)).length / own.length;
}

/** Share of the examples on which most labels are right; a draw counts in part. */
export function majorityAccuracy({ lines, truth }: SimulatedLines): number {
  const votes = new Map<string, Map<number, number>>();
  for (const { exampleId, label } of lines) {
    const own = votes.get(exampleId) ?? new Map<number, number>();
    votes.set(exampleId, own.set(label, (own.get(label) ?? 0) + 1));
  }
  let right = 0;
  for (const [exampleId, own] of votes) {
    const most = Math.max(...own.values());
    const leading = [...own].filter(([, count]) => count === most).map(([label]) => label);
    if (leading.includes(truth.get(exampleId)!)) right += 1 / leading.length;
  }
  return right / votes.size;
}
