import { describe, expect, it } from 'vitest';
import { driftEvidence, openingEvidence } from './combined-evidence.js';

describe.each([
  ['openingEvidence', openingEvidence, 0.8],
  ['driftEvidence', driftEvidence, 0.7],
])('%s', (_, combine, share) => {
  it('is the weighted mean, so that two fair values stay fair', () => {
    expect(combine({ accuracy: 0, confusion: 0 }).logEValue).toBeCloseTo(0, 12);
    const { logEValue } = combine({ accuracy: Math.log(3), confusion: Math.log(5) });
    expect(Math.exp(logEValue)).toBeCloseTo(share * 3 + (1 - share) * 5, 12);
  });

  it('names what contributes more, and says nothing before any evidence', () => {
    expect(combine({ accuracy: 1, confusion: 1 }).strongest).toBe('accuracy');
    expect(combine({ accuracy: -Infinity, confusion: 800 })).toMatchObject({ strongest: 'confusion' });
    expect(combine({ accuracy: -Infinity, confusion: 800 }).logEValue).toBeCloseTo(800 + Math.log(1 - share), 9);
    expect(combine({ accuracy: -Infinity, confusion: -Infinity }).logEValue).toBe(-Infinity);
  });
});
