import { beforeAll, describe, expect, it } from 'vitest';
import type { Alert, Evidence } from '#labels';
import { CoreLoop, testProject, type CoreEvent } from './testing/core-loop.js';
import { accurate, below, randomOf, swapper, type Annotator } from './testing/random.js';

const K = 10;
const LABELS_PER_SOURCE = 250;
const LABELS_PER_EXAMPLE = 3;
const MODEL_ACCURACY = 0.85;
/** Examples that are open for labels at the same time. */
const OPEN_EXAMPLES = 30;

const goodCount = 30;
const bad: Record<string, Annotator> = {
  spammer: (_, random) => below(random, K),
  adversary: (trueClass) => (trueClass + 4) % K,
  swapper: swapper(2, 3, 0.95, K),
  constant: () => 1,
  turncoat: (trueClass, random, given) =>
    accurate(given < LABELS_PER_SOURCE / 2 ? 0.92 : 0.3, K)(trueClass, random, given),
};

interface OpenExample {
  id: string;
  trueClass: number;
  evidence: Evidence;
  sources: Set<string>;
}

/** A crowd's stream in a random order: 30 sources of accuracy .85 to .95 and five bad ones. */
class Crowd {
  private readonly annotators = new Map<string, Annotator>();
  private readonly given = new Map<string, number>();
  private readonly open: OpenExample[] = [];
  private examples = 0;

  constructor(private readonly random: () => number) {
    for (let n = 0; n < goodCount; n++) this.annotators.set(`good-${n}`, accurate(0.85 + 0.1 * random(), K));
    for (const [name, annotator] of Object.entries(bad)) this.annotators.set(name, annotator);
  }

  /** Sources in the order in which they work. */
  *turns(): Iterable<string> {
    const left = [...this.annotators.keys()].flatMap((id) => Array.from({ length: LABELS_PER_SOURCE }, () => id));
    while (left.length > 0) {
      const at = below(this.random, left.length);
      yield left[at]!;
      left[at] = left.at(-1)!;
      left.pop();
    }
  }

  label(sourceId: string, line: number, withEvidence: boolean): CoreEvent | undefined {
    while (this.open.length < OPEN_EXAMPLES) this.open.push(this.newExample());
    const candidates = this.open.filter((e) => !e.sources.has(sourceId));
    const example = candidates[below(this.random, candidates.length)];
    if (!example) return undefined;
    example.sources.add(sourceId);
    if (example.sources.size === LABELS_PER_EXAMPLE) this.open.splice(this.open.indexOf(example), 1);
    const before = this.given.get(sourceId) ?? 0;
    this.given.set(sourceId, before + 1);
    const label = this.annotators.get(sourceId)!(example.trueClass, this.random, before);
    return {
      event: { kind: 'label', project: 'p', exampleId: example.id, sourceId, label, atMs: line },
      ...(withEvidence && { scored: { evidence: example.evidence, modelVersion: 1 } }),
    };
  }

  private newExample(): OpenExample {
    const trueClass = below(this.random, K);
    const guess = accurate(MODEL_ACCURACY, K)(trueClass, this.random, 0);
    const log = (k: number) => Math.log(k === guess ? MODEL_ACCURACY : (1 - MODEL_ACCURACY) / (K - 1));
    const model = Float32Array.from({ length: K }, (_, k) => log(k));
    return { id: `e${this.examples++}`, trueClass, evidence: { model, prototype: model }, sources: new Set() };
  }
}

/** Alerts that opened, after the whole stream went through JUDGE and WATCH; a model is there after `warmUp` labels. */
function openedAlerts(seed: number, warmUp: number): Alert[] {
  const crowd = new Crowd(randomOf(seed));
  const loop = new CoreLoop([testProject('p', K)]);
  const alerts: Alert[] = [];
  let batch: CoreEvent[] = [];
  let line = 0;
  for (const sourceId of crowd.turns()) {
    const labeled = crowd.label(sourceId, line++, line > warmUp);
    if (labeled) batch.push(labeled);
    if (batch.length < 256) continue;
    alerts.push(...loop.watch(loop.judge(0, batch).changes));
    loop.refresh();
    batch = [];
  }
  alerts.push(...loop.watch(loop.judge(0, batch).changes));
  return alerts.filter((a) => a.state === 'open');
}

/**
 * Through the real reducers, default settings, no gold. Of 10 seeds: spammer, adversary and constant within 20 labels,
 * turncoat by drift within 40 labels of its turn, swapper in 10 (with evidence) and 9 (labels only); no good source by
 * a test, 1 of 300 by drift.
 */
describe.each([
  ['labels only', Infinity],
  ['a model after 600 labels', 600],
])('a crowd with five bad sources (%s)', (name, warmUp) => {
  let alerts: Alert[] = [];
  beforeAll(() => {
    alerts = openedAlerts(name.length, warmUp);
  }, 60_000);

  const kindsOf = (sourceId: string) => alerts.filter((a) => a.sourceId === sourceId).map((a) => a.kind);

  it.each(['spammer', 'adversary', 'constant'])('finds the %s early', (sourceId) => {
    const first = alerts.find((a) => a.sourceId === sourceId);
    expect(first?.kind).toMatch(/accuracy|confusion/);
    expect(first?.labels).toBeLessThanOrEqual(40);
  });

  it('finds the turncoat by its drift, after its turn', () => {
    const drift = alerts.find((a) => a.sourceId === 'turncoat' && a.kind === 'drift');
    expect(drift?.labels).toBeGreaterThan(LABELS_PER_SOURCE / 2 - 20);
    expect(drift?.labels).toBeLessThanOrEqual(LABELS_PER_SOURCE / 2 + 60);
  });

  it('finds the swapper, and says what it confuses', () => {
    const alert = alerts.find((a) => a.sourceId === 'swapper');
    expect(kindsOf('swapper')).toEqual(['confusion']);
    expect([alert?.trueClass, alert?.givenClass].sort()).toEqual([2, 3]);
  });

  it('leaves the good ones alone', () => {
    const flagged = new Set(alerts.filter((a) => a.sourceId.startsWith('good')).map((a) => a.sourceId));
    // Level .05, and 250 of the 10,000 labels between two false drift alarms: 2.25 of 30 in expectation at the most.
    expect(flagged.size).toBeLessThanOrEqual(4);
  });
});
