import { describe, expect, it } from 'vitest';
import { logVotes, NO_VOTE } from './votes.js';

describe('logVotes', () => {
  const settings = { voteWeight: 0.75, correlation: 0.1 };

  it('is what its formula says', () => {
    const weight = ((1 / (1 + 0.1 * 3)) * 0.75 * 3) / 4;
    const expected = [weight * Math.log(7), 0, weight * Math.log(3)];
    logVotes([0, 2, 0, 0], 3, settings).forEach((log, i) => expect(log).toBeCloseTo(expected[i]!, 12));
  });

  it('says nothing of one label, and nothing at weight 0', () => {
    expect([...logVotes([1], 3, settings)]).toEqual([0, 0, 0]);
    expect([...logVotes([1, 1, 2], 3, { ...settings, voteWeight: 0 })]).toEqual([0, 0, 0]);
  });

  it('does not see labels that are no votes', () => {
    expect(logVotes([0, NO_VOTE, 2, NO_VOTE], 3, settings)).toEqual(logVotes([0, 2], 3, settings));
    expect([...logVotes([0, NO_VOTE], 3, settings)]).toEqual([0, 0, 0]);
  });
});
