import { defaultProjectSettings, type Change, type Evidence, type Project } from '#labels';
import {
  decodeExampleState,
  encodeExampleState,
  judgeBatch,
  newExampleState,
  type ExampleState,
  type JudgeInput,
  type NoiseReading,
} from '#judge';
import { defaultPosteriorSettings, NoiseCounts, ProjectNoise, SourceNoise } from '#noise';
import {
  classPriorOf,
  decodeSourceState,
  encodeProjectState,
  encodeReviewEntry,
  encodeSourceState,
  newProjectState,
  newSourceState,
  ReviewQueue,
  watchBatch,
  type SourceState,
} from '#watch';

/**
 * Where a label's microseconds go in the pure core, and what its states weigh: JUDGE and WATCH over a simulated crowd
 * (accuracy .5 to 1), every state decoded before and encoded after each batch as a service without caches would.
 * `node dist/bench/core.js [lines]`; one label per line, 3 per example.
 */
const lines = Number(process.argv[2] ?? 100_000);
const LABELS_PER_EXAMPLE = 3;
const BATCH = 512;

interface Scenario {
  name: string;
  classCount: number;
  sourceCount: number;
  evidence: boolean;
}

function randomOf(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The pure core with its states as bytes, and a clock for each part. */
class MeasuredCore {
  readonly examples = new Map<string, Uint8Array>();
  readonly sources = new Map<string, Uint8Array>();
  readonly ms = { decode: 0, judge: 0, watch: 0, encode: 0 };
  private readonly state = newProjectState();
  private readonly reviews = new ReviewQueue();
  private readonly sequences = { change: 0, verdict: 0 };
  private readonly project: Project;

  constructor(private readonly scenario: Scenario) {
    this.project = {
      id: 'bench',
      classes: Array.from({ length: scenario.classCount }, (_, k) => String(k)),
      labelsAs: 'index',
      featureType: 'float32',
      settings: defaultProjectSettings,
      createdAtMs: 0,
    };
  }

  take(batch: { exampleId: string; sourceId: string; label: number; evidence?: Evidence }[], firstLine: number): void {
    const states = new Map<string, ExampleState>();
    this.time('decode', () => {
      for (const { exampleId } of batch) if (!states.has(exampleId)) states.set(exampleId, this.load(exampleId));
    });
    const context = { project: this.project, noise: this.reading(), posterior: defaultPosteriorSettings };
    const inputs = batch.map(({ evidence, exampleId, sourceId, label }, n): JudgeInput => {
      const event = { kind: 'label' as const, project: 'bench', exampleId, sourceId, label, atMs: firstLine + n };
      const scored = evidence && { scored: { evidence, modelVersion: 1 } };
      return { event, state: states.get(exampleId)!, context, ...scored, offset: firstLine + n, timestampMs: 0 };
    });
    const { changes } = this.time('judge', () => judgeBatch(0, inputs, () => this.sequences));
    this.time('encode', () => {
      for (const [id, state] of states) this.examples.set(id, encodeExampleState(state));
    });
    this.watch(changes);
  }

  private watch(changes: Change[]): void {
    const touched = new Map<string, SourceState>();
    this.time('decode', () => {
      for (const { labels } of changes) {
        for (const { sourceId } of labels) if (!touched.has(sourceId)) touched.set(sourceId, this.loadSource(sourceId));
      }
    });
    this.time('watch', () =>
      watchBatch(0, changes, {
        project: () => this.state,
        source: (_, id) => touched.get(id)!,
        settings: () => this.project,
        reviews: () => this.reviews,
      }),
    );
    this.time('encode', () => {
      encodeProjectState(this.state);
      for (const [, entry] of this.reviews.written()) if (entry) encodeReviewEntry(entry);
      this.reviews.settle();
      for (const [id, state] of touched) this.sources.set(id, encodeSourceState(state));
    });
  }

  /** The project's matrix for every source: the cost of reading a column, without that of refreshing. */
  private reading(): NoiseReading {
    const { classCount } = this.scenario;
    const noise = new SourceNoise(new ProjectNoise(classCount, this.state.pooled), new NoiseCounts(), defaultPosteriorSettings); // prettier-ignore
    return {
      classPrior: classPriorOf(this.state, classCount),
      typicalOthers: 2,
      votes: () => true,
      column: (_source, given, _at, own) => noise.column(given, own),
    };
  }

  private load(id: string): ExampleState {
    const bytes = this.examples.get(id);
    return bytes ? decodeExampleState(bytes) : newExampleState();
  }

  private loadSource(id: string): SourceState {
    const bytes = this.sources.get(id);
    return bytes ? decodeSourceState(bytes) : newSourceState();
  }

  private time<T>(part: keyof MeasuredCore['ms'], work: () => T): T {
    const began = cpuMs();
    const result = work();
    this.ms[part] += cpuMs() - began;
    return result;
  }
}

/** CPU time of this process, garbage collection included: a shared machine's wall clock says little. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A crowd's labels in order, three per example, from sources of accuracy .5 to 1. */
function* crowd({ classCount, sourceCount, evidence }: Scenario) {
  const random = randomOf(1);
  for (let line = 0; line < lines; line++) {
    const example = Math.floor(line / LABELS_PER_EXAMPLE);
    const trueClass = (example * 7919) % classCount;
    const source = (line * 31 + Math.floor(random() * sourceCount)) % sourceCount;
    const right = random() < 0.5 + (0.5 * source) / sourceCount;
    const label = right ? trueClass : Math.floor(random() * classCount);
    const scored = evidence && { evidence: evidenceFor(trueClass, classCount, random) };
    yield { exampleId: `example-${example}`, sourceId: `source-${source}`, label, ...scored };
  }
}

function evidenceFor(trueClass: number, classCount: number, random: () => number): Evidence {
  const logits = Float32Array.from({ length: classCount }, (_, k) => 3 * random() + (k === trueClass ? 3 : 0));
  const logSum = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  const model = logits.map((logit) => logit - logSum);
  return { model, prototype: model };
}

function weigh(states: Map<string, Uint8Array>): number {
  const bytes = [...states.values()].reduce((sum, b) => sum + b.length, 0);
  return Math.round(bytes / states.size);
}

function measure(scenario: Scenario): void {
  const core = new MeasuredCore(scenario);
  let batch: Parameters<MeasuredCore['take']>[0] = [];
  let line = 0;
  for (const label of crowd(scenario)) {
    batch.push(label);
    if (batch.length < BATCH) continue;
    core.take(batch, line);
    line += batch.length;
    batch = [];
  }
  const us = Object.entries(core.ms).map(([part, ms]) => `${part} ${((ms * 1000) / line).toFixed(1)}`);
  const totalMs = Object.values(core.ms).reduce((sum, ms) => sum + ms, 0);
  const rss = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(
    `${scenario.name}: ${Math.round((line / totalMs) * 1000)} lines per CPU second; CPU us per line: ${us.join(', ')}`,
  );
  console.log(
    `  ${weigh(core.examples)} bytes per example, ${weigh(core.sources)} per source of ` +
      `${Math.round(line / scenario.sourceCount)} labels; rss ${rss} MiB`,
  );
}

for (const [sourceCount, evidence, classCount] of [
  [lines / 10, false, 10],
  [lines / 600, false, 10],
  [lines / 5000, false, 10],
  [lines / 600, true, 10],
  [lines / 600, true, 100],
] as const) {
  const count = Math.max(1, Math.round(sourceCount));
  const name = `${classCount} classes, ${count} sources, ${evidence ? 'evidence' : 'labels only'}`;
  measure({ name, classCount, sourceCount: count, evidence });
}
