import { describe, expect, it } from 'vitest';
import type { ScoredCrowd } from './result.js';
import { shortfall } from './table.js';

/** A crowd of 400 examples of which the given share was found, evenly spread. */
function scored(truth: number, aurocFinal = 0.9): ScoredCrowd {
  const found = Uint8Array.from({ length: 400 }, (_, n) => (((n * 7) % 400) / 400 < truth ? 1 : 0));
  const rest = { aurocArrival: NaN, spearman: NaN, test: NaN, calibrationError: 0, seconds: 0 };
  return {
    score: { truth, aurocFinal, ...rest },
    found,
    quality: new Float64Array(0),
    isRight: new Uint8Array(0),
  };
}

describe('shortfall', () => {
  const peers = [
    { name: 'weak', scored: [scored(0.5)] },
    { name: 'strong', scored: [scored(0.8)] },
  ];

  it('is silent where ours is as good as the best', () => {
    expect(shortfall({ name: 'ours', scored: [scored(0.8)] }, peers)).toBeUndefined();
  });

  it('names the best peer, and marks what lies beyond two standard errors', () => {
    expect(shortfall({ name: 'ours', scored: [scored(0.7), scored(0.7)] }, peers)).toMatch(/0\.100 below strong.*!$/);
    expect(shortfall({ name: 'ours', scored: [scored(0.7975)] }, peers)).toMatch(/0\.003 below strong.*\)$/);
  });

  it('looks at finding wrong labels too', () => {
    expect(shortfall({ name: 'ours', scored: [scored(0.8, 0.85)] }, peers)).toMatch(/AUROC 0\.050 below/);
  });
});
