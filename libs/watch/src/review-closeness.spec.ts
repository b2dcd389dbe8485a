import { describe, expect, it } from 'vitest';
import { defaultProjectSettings } from '#labels';
import { RecoveryTest } from '#sequential';
import { closenessOf } from './review-closeness.js';
import { newSourceState } from './source-state.js';

describe('how near a source is to an alarm', () => {
  it('grows from 0 to 1 with what speaks against it, on either grade, and never falls below 0', () => {
    for (const grade of ['gold', 'model'] as const) {
      const source = newSourceState();
      expect(closenessOf(source, defaultProjectSettings)).toBe(0);
      source[grade].accuracy.update(1, 0.8, 10);
      expect(closenessOf(source, defaultProjectSettings)).toBe(0);
      const path = Array.from({ length: 12 }, () => {
        source[grade].accuracy.update(0, 0.8, 10);
        return closenessOf(source, defaultProjectSettings);
      });
      expect(path).toEqual(path.toSorted((a, b) => a - b));
      expect(path[1]).toBeGreaterThan(0);
      expect(path.at(-1)).toBe(1);
    }
  });

  it('is 0 while an alarm is open: what more is learned of it changes nothing', () => {
    const source = newSourceState();
    for (let n = 0; n < 12; n++) source.model.accuracy.update(0, 0.8, 10);
    source.gold.alarm = { kind: 'accuracy', line: 0.8, openedAtMs: 0, recovery: new RecoveryTest() };
    expect(closenessOf(source, defaultProjectSettings)).toBe(0);
  });
});
