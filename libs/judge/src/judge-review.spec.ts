import { describe, expect, it } from 'vitest';
import { massToProbabilities, pointMass } from '#noise';
import { contextOf, Example, K } from './testing/example.js';

describe('a forecast', () => {
  it('is what was believed without the first label’s source and without the gold', () => {
    const example = new Example();
    example.label('ann', 0);
    example.label('bob', 1);
    const { forecast } = example.gold(2).change!;
    expect(forecast).toMatchObject({ truth: 2, modelVersion: 0 });
    expect([...massToProbabilities(forecast!.belief, K)].map((p) => p.toFixed(3))).toEqual(['0.100', '0.800', '0.100']);
  });

  it('comes once per example, however often the gold moves and is undone', () => {
    const example = new Example();
    example.label('ann', 0);
    expect(example.gold(1).change!.forecast).toBeDefined();
    for (const again of [example.gold(2), example.label('bob', 1), example.review('undone'), example.gold(2)]) {
      expect(again.change).toBeDefined();
      expect(again.change).not.toHaveProperty('forecast');
    }
  });

  it('waits for a label where gold came first, and never looks at targeted gold', () => {
    const honeypot = new Example();
    honeypot.gold(2);
    const { forecast } = honeypot.label('ann', 0).change!;
    expect(massToProbabilities(forecast!.belief, K)[2]).toBeCloseTo(1 / 3, 4);
    const sought = new Example();
    sought.label('ann', 0);
    expect(sought.gold(1, 'targeted').change).not.toHaveProperty('forecast');
    expect(sought.gold(1, 'sampled').change!.forecast).toMatchObject({ truth: 1 });
  });
});

describe('a review', () => {
  it('that is unsure moves nothing, and WATCH hears of it', () => {
    const example = new Example();
    example.label('ann', 0);
    const before = structuredClone(example.state);
    const { verdicts, change } = example.review('unsure');
    expect(verdicts).toEqual([]);
    expect(change).toMatchObject({ review: 'unsure', before: before.mass, after: before.mass });
    expect(change!.labels.map((l) => l.effect)).toEqual(['kept']);
    expect(example.state).toEqual(before);
  });

  it('that is undone takes the gold back: the posterior of before, and nobody tested again', () => {
    const example = new Example();
    example.label('ann', 0);
    const before = example.state.mass;
    example.gold(1, 'sampled');
    const { verdicts, change } = example.review('undone');
    expect(change).toMatchObject({ review: 'undone', before: pointMass(1), after: before });
    expect(change).not.toHaveProperty('gold');
    expect(verdicts[0]).toMatchObject({ cause: 'revision', verdict: { suggested: 0, suspect: false } });
    const again = example.gold(2, 'sampled').change!;
    expect(again.gold).toBe(2);
    expect(again.labels.every((l) => l.gold === undefined && l.settled === undefined)).toBe(true);
  });

  it('that is undone lets an example that was drawn be answered again: its labels may still wait for it', () => {
    const example = new Example(contextOf(0.8, { reviewShare: 1 }));
    example.label('ann', 0);
    expect(example.gold(1, 'sampled').change!.labels[0]!.gold).toBe(1);
    example.review('undone');
    expect(example.gold(2, 'sampled').change!.labels[0]!.gold).toBe(2);
  });

  it('of an example without labels is heard of all the same', () => {
    const example = new Example();
    example.gold(1);
    const { change } = example.review('undone');
    expect(change).toEqual({ labels: [], review: 'undone' });
    expect(example.state.gold).toBeUndefined();
  });
});

describe('a change', () => {
  it('says the gold of any origin while it is known', () => {
    const example = new Example();
    expect(example.label('ann', 0).change).not.toHaveProperty('gold');
    expect(example.gold(1, 'targeted').change!.gold).toBe(1);
    expect(example.label('bob', 1).change!.gold).toBe(1);
    expect(example.retract('bob').change!.gold).toBe(1);
  });

  it('comes with gold that moves no mass', () => {
    const certain = new Example(contextOf(1));
    certain.label('ann', 0);
    certain.gold(0, 'targeted');
    const { change } = certain.review('undone');
    expect(change!.before).toEqual(change!.after);
    expect(certain.gold(0, 'targeted').change!.gold).toBe(0);
    expect(certain.gold(0, 'targeted').change).toBeUndefined();
  });
});
