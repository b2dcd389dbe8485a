import { describe, expect, it } from 'vitest';
import { defaultProjectSettings } from '#labels';
import { pointMass } from '#noise';
import { newSourceState } from '#watch';
import { testProgress, trendOf } from './source-risk.js';

const stateOf = (right: boolean[]) => {
  const state = newSourceState();
  right.forEach((isRight, n) => state.history.add(n, 0, pointMass(isRight ? 0 : 1)));
  return state;
};

describe('how far a test has come', () => {
  it('is evidence 1 before any label, against the inverse of the level that it may spend', () => {
    const progress = testProgress(newSourceState(), 'model', defaultProjectSettings, 10);
    expect(progress).toMatchObject({ labels: 0, eValue: 1 });
    expect(progress.bound).toBeCloseTo(1 / (0.05 * 0.8), 6);
    expect(testProgress(newSourceState(), 'drift', defaultProjectSettings, 10)).toEqual({
      labels: 0,
      eValue: 0,
      bound: 10_000,
    });
  });

  it('grows with labels that are wrong', () => {
    const state = newSourceState();
    for (let n = 0; n < 20; n++) state.gold.accuracy.update(0, 0.8, 10);
    expect(testProgress(state, 'gold', defaultProjectSettings, 10).eValue).toBeGreaterThan(1_000);
  });
});

describe('the trend of a source', () => {
  it('is unknown while there is little to compare', () => {
    expect(trendOf(stateOf(Array.from({ length: 90 }, () => true)))).toBeUndefined();
  });

  it('is what the last labels have that those before had not', () => {
    const state = stateOf([...Array.from({ length: 256 }, () => true), ...Array.from({ length: 128 }, () => false)]);
    expect(trendOf(state)).toBeCloseTo(-1, 6);
    expect(trendOf(stateOf(Array.from({ length: 400 }, () => true)))).toBe(0);
  });
});
