import { describe, expect, it } from 'vitest';
import { defaultProjectSettings } from '#labels';
import { pointMass, posterior, toMass, UNITS_PER_LABEL, type SparseMass } from '#noise';
import { newProjectState, type ProjectState } from './project-state.js';
import { newSourceState } from './source-state.js';
import { testDrift } from './drift-test.js';
import { testLabel } from './source-tests.js';
import type { TestContext, Transition } from './test-context.js';
import { accurate, below, randomOf, swapper, type Annotator } from './testing/random.js';

const K = 10;
const LABELS = 600;
const SEEDS = 100;
const LEVEL = 0.05;
/** The first opening spends .8 of the level: Binomial(100, .04) exceeds this with probability < .001. */
const MOST_FALSE_ALARMS = 12;

/** A project of accuracy .9 with a long past. */
function project(): ProjectState {
  const state = newProjectState();
  for (let i = 0; i < K; i++)
    for (let j = 0; j < K; j++) state.pooled.add(i, j, Math.round((i === j ? 900 : 100 / 9) * UNITS_PER_LABEL));
  return Object.assign(state, { labels: 10_000 });
}

type Belief = (trueClass: number, random: () => number) => SparseMass;
const gold: Belief = (trueClass) => pointMass(trueClass);

/** Calibrated: the posterior given one guess that is right 75 % of the time. */
const model: Belief = (trueClass, random) => {
  const guess = accurate(0.75, K)(trueClass, random, 0);
  return toMass(
    posterior(
      Array.from({ length: K }, (_, i) => Math.log(i === guess ? 0.75 : 0.25 / (K - 1))),
      [],
      0,
    ),
  );
};

/** Labels that it took to the first alarm, per seed; undefined where there was none. */
function firstAlarms(annotator: Annotator, belief: Belief, seeds = SEEDS): (number | undefined)[] {
  return Array.from({ length: seeds }, (_, seed) => firstAlarm(annotator, belief, randomOf(seed * 7919 + 13)));
}

function firstAlarm(annotator: Annotator, belief: Belief, random: () => number): number | undefined {
  const source = newSourceState();
  const settings = { ...defaultProjectSettings, alarmLevel: LEVEL, accuracyLine: 0.8 };
  const context: TestContext = { project: project(), source, settings, classCount: K, atMs: 0 };
  for (let n = 0; n < LABELS; n++) {
    const trueClass = below(random, K);
    const given = annotator(trueClass, random, n);
    if (testLabel(source.model, { given, belief: belief(trueClass, random) }, context)) return n + 1;
  }
  return undefined;
}

function median(delays: (number | undefined)[]): number {
  const sorted = delays.map((d) => d ?? Infinity).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

const alarmed = (delays: (number | undefined)[]) => delays.filter((d) => d !== undefined).length;

describe.each([
  ['gold', gold],
  ['the model alone, 75 % right', model],
] as const)('alarms with beliefs from %s', { timeout: 60_000 }, (name, belief) => {
  it.each([0.85, 0.8])(`leaves a source of accuracy %d alone at the stated rate`, (accuracy) => {
    expect(alarmed(firstAlarms(accurate(accuracy, K), belief))).toBeLessThanOrEqual(MOST_FALSE_ALARMS);
  });

  // Median labels as measured, times about 1.5.
  it.each([
    ['of accuracy .60', accurate(0.6, K), name === 'gold' ? 75 : 165],
    ['of accuracy .10', accurate(0.1, K), 20],
    ['that always says the same', () => 3, 20],
  ] as [string, Annotator, number][])('finds a source %s', (_, annotator, most) => {
    const delays = firstAlarms(annotator, belief, 30);
    expect(alarmed(delays)).toBeGreaterThanOrEqual(29);
    expect(median(delays)).toBeLessThanOrEqual(most);
  });
});

describe('confusion', () => {
  it('with gold finds a source that swaps two classes and is right on the others', () => {
    const delays = firstAlarms(swapper(2, 3, 0.95, K), gold, 30);
    expect(alarmed(delays)).toBe(30);
    expect(median(delays)).toBeLessThanOrEqual(170);
  });
});

/** Labels from the turn on to the alarm; negative for a false one. */
function delayOfDrift(annotator: Annotator, seed: number): number | undefined {
  const random = randomOf(seed);
  const state = newSourceState();
  const context: TestContext = {
    project: project(),
    source: state,
    settings: defaultProjectSettings,
    classCount: K,
    atMs: 0,
  };
  for (let n = 0; n < LABELS; n++) {
    const trueClass = below(random, K);
    const given = annotator(trueClass, random, n);
    state.history.add(n, given, pointMass(trueClass));
    const found: Transition | undefined = testDrift({ given, belief: model(trueClass, random) }, context);
    if (found) return n - 300;
  }
  return undefined;
}

const turncoat: Annotator = (t, random, n) => accurate(n < 300 ? 0.9 : 0.3, K)(t, random, n);

describe('drift', { timeout: 60_000 }, () => {
  it('is found soon after a source turned from .9 to .3, and rarely before', () => {
    const delays = Array.from({ length: 40 }, (_, seed) => delayOfDrift(turncoat, seed + 1));
    expect(delays.filter((d) => d !== undefined && d < 0).length).toBeLessThanOrEqual(3);
    expect(median(delays)).toBeLessThanOrEqual(60);
  });

  // The promise is an average run length of 10,000: 600 labels hold at most 6 % of false alarms in expectation.
  it.each([0.6, 0.9])('is seldom seen in a source of accuracy %d that does not change', (accuracy) => {
    const delays = Array.from({ length: 25 }, (_, seed) => delayOfDrift(accurate(accuracy, K), seed + 1));
    expect(alarmed(delays)).toBeLessThanOrEqual(5);
  });
});
