import { describe, expect, it } from 'vitest';
import { InvalidInput } from '#labels';
import { massToProbabilities, pointMass, UNITS_PER_LABEL } from '#noise';
import type { JudgeContext } from './judge-context.js';
import type { Judgement } from './judge-event.js';
import { contextOf, Example, heads, K } from './testing/example.js';

const entered = (judgement: Judgement) =>
  judgement.change?.labels.map((l) => [l.sourceId, l.effect, l.settled ?? false, l.gold]);

describe('a label', () => {
  it('is judged by the posterior, every current label included', () => {
    const example = new Example();
    const { verdicts, change } = example.label('ann', 'dog');
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0]).toMatchObject({ cause: 'label', verdict: { suggested: 1, suspect: false } });
    expect(verdicts[0]!.verdict.units / UNITS_PER_LABEL).toBeCloseTo(0.8, 4);
    expect(change?.before).toBeUndefined();
    expect([...massToProbabilities(change!.after!, K)].map((p) => p.toFixed(3))).toEqual(['0.100', '0.800', '0.100']);
  });

  it('is not yet counted, so nothing is taken out of its source’s counts for it; for the others it is', () => {
    const context = contextOf();
    const example = new Example(context);
    example.label('ann', 0);
    const counted = example.state.mass;
    context.calls.length = 0;
    example.label('bob', 0);
    expect(context.calls).toEqual([{ sourceId: 'ann', own: counted }, { sourceId: 'bob' }]);
  });

  it('is believed without itself: the belief of the first is the prior, of the second the first’s word', () => {
    const example = new Example();
    const first = example.label('ann', 0).change!.labels[0]!.belief!;
    expect(massToProbabilities(first, K)[0]).toBeCloseTo(1 / 3, 4);
    const [ann, bob] = example.label('bob', 1).change!.labels;
    expect(massToProbabilities(bob!.belief!, K)[0]).toBeCloseTo(0.8, 4);
    expect(massToProbabilities(ann!.belief!, K)[1]).toBeCloseTo(0.8, 4);
  });

  it('is counted as it is and told tempered; what evidence alone says is told as it is', () => {
    const context = contextOf();
    const example = new Example({
      ...context,
      posterior: { ...context.posterior, temperature: 2, prototypeWeight: 0 },
    });
    const evidence = heads([0.8, 0.1, 0.1]);
    const { change, verdicts } = example.label('ann', 0, { evidence, modelVersion: 1 });
    const [counted] = massToProbabilities(change!.after!, K);
    const [right, wrong] = [Math.sqrt(counted!), Math.sqrt((1 - counted!) / 2)];
    expect(verdicts[0]!.verdict.units / UNITS_PER_LABEL).toBeCloseTo(right / (right + 2 * wrong), 4);
    expect(massToProbabilities(change!.labels[0]!.belief!, K)[0]).toBeCloseTo(0.8, 4);
  });

  it('given twice moves no count and is judged again', () => {
    const example = new Example();
    example.label('ann', 0);
    const mass = structuredClone(example.state.mass);
    const again = example.label('ann', 'cat');
    expect(again.change).toBeUndefined();
    expect(again.verdicts.map((v) => [v.cause, v.reasons.at(-1)])).toEqual([['label', 'duplicate']]);
    expect(example.state.mass).toEqual(mass);
    expect(example.state.labels).toHaveLength(1);
  });

  it('given otherwise replaces: one removed, one added, the first out of every test that the second enters', () => {
    const example = new Example();
    example.label('ann', 0);
    example.label('bob', 0);
    const { change, verdicts } = example.label('ann', 2);
    expect(change!.labels.map((l) => [l.sourceId, l.given, l.effect])).toEqual([
      ['ann', 0, 'removed'],
      ['bob', 0, 'kept'],
      ['ann', 2, 'added'],
    ]);
    expect(verdicts[0]).toMatchObject({ cause: 'label', label: { sourceId: 'ann', given: 2 } });
    expect(example.state.labels.map((l) => [l.sourceId, l.given])).toEqual([
      ['bob', 0],
      ['ann', 2],
    ]);
  });

  it('that is no class is refused before anything moves', () => {
    const example = new Example();
    example.label('ann', 0);
    const before = structuredClone(example.state);
    for (const label of [3, -1, 'bird']) expect(() => example.label('bob', label)).toThrow(InvalidInput);
    expect(() => example.gold(7)).toThrow(InvalidInput);
    expect(example.state).toEqual(before);
  });
});

describe('settling', () => {
  it('comes when so many other labels are known, once', () => {
    const example = new Example(contextOf(0.8, { settleAfterLabels: 2 }));
    example.label('ann', 0);
    expect(entered(example.label('bob', 0))![0]).toEqual(['ann', 'kept', false, undefined]);
    const third = example.label('cid', 1);
    expect(entered(third)).toEqual([
      ['ann', 'kept', true, undefined],
      ['bob', 'kept', true, undefined],
      ['cid', 'added', true, undefined],
    ]);
    expect(massToProbabilities(third.change!.labels[0]!.belief!, K)[0]).toBeCloseTo(0.4801, 3);
    const fourth = example.label('dan', 1).change!.labels;
    expect([fourth[0]!.settled, fourth[0]!.belief]).toEqual([undefined, undefined]);
    expect(fourth[3]!.settled).toBe(true);
  });

  it('is not repeated for a replacement, nor after a retraction', () => {
    const example = new Example();
    for (const sourceId of ['ann', 'bob', 'cid']) example.label(sourceId, 0);
    for (const again of [example.label('ann', 1), (example.retract('ann'), example.label('ann', 2))]) {
      const ann = again.change!.labels.find((l) => l.sourceId === 'ann' && l.effect === 'added')!;
      expect([ann.settled, ann.belief]).toEqual([undefined, undefined]);
    }
  });
});

describe('retract', () => {
  it('takes the label out of the counts; of an unknown label it has no effect', () => {
    const example = new Example();
    expect(example.retract('ann')).toEqual({ verdicts: [] });
    const { change } = example.label('ann', 0);
    const taken = example.retract('ann').change!;
    expect([taken.before, taken.after]).toEqual([change!.after, undefined]);
    expect(example.state.mass).toBeUndefined();
  });

  it('lets gold test the source again only if it had not', () => {
    const example = new Example();
    example.gold(0);
    expect(entered(example.label('ann', 1))).toEqual([['ann', 'added', true, 0]]);
    example.retract('ann');
    expect(entered(example.label('ann', 0))).toEqual([['ann', 'added', false, undefined]]);
  });
});

describe('gold', () => {
  it.each(['honeypot', 'sampled'] as const)('(%s) is certainty, settles and tests what is there', (origin) => {
    const example = new Example();
    example.label('ann', 0);
    const judgement = example.gold(1, origin);
    expect(entered(judgement)).toEqual([['ann', 'kept', true, 1]]);
    expect(judgement.change!.labels[0]!.belief).toEqual(pointMass(1));
    expect(judgement.change!.after).toEqual(pointMass(1));
    expect(judgement.verdicts[0]).toMatchObject({
      cause: 'revision',
      verdict: { units: 0, suggested: 1, suspect: true },
    });
    expect(judgement.verdicts[0]!.reasons).toContain('gold');
  });

  it('before any label counts nothing, and tests the labels that come', () => {
    const example = new Example();
    expect(example.gold(2)).toEqual({ verdicts: [] });
    expect(example.state.forecast).toBe(false);
    const judgement = example.label('ann', 2);
    expect(entered(judgement)).toEqual([['ann', 'added', true, 2]]);
    expect(judgement.verdicts[0]!.verdict).toEqual({ units: UNITS_PER_LABEL, suggested: 2, suspect: false });
  });

  it('(targeted) settles with what was believed without it, and enters no test', () => {
    const example = new Example();
    example.label('ann', 0);
    const judgement = example.gold(1, 'targeted');
    expect(entered(judgement)).toEqual([['ann', 'kept', true, undefined]]);
    expect(judgement.change!.labels[0]!.belief).not.toEqual(pointMass(1));
    expect(judgement.change!.after).toEqual(pointMass(1));
    const later = example.label('bob', 0).change!.labels.find((l) => l.sourceId === 'bob')!;
    expect([later.belief, later.gold]).toEqual([undefined, undefined]);
  });

  it('replaces gold, without testing anybody twice', () => {
    const example = new Example();
    example.label('ann', 0);
    example.gold(1);
    const again = example.gold(2, 'sampled');
    expect(again.change!.after).toEqual(pointMass(2));
    expect(entered(again)).toEqual([['ann', 'kept', false, undefined]]);
    expect(example.gold(2, 'sampled').change).toBeUndefined();
    expect(example.state.gold).toEqual({ label: 2, origin: 'sampled' });
  });

  it('that was sampled after a targeted review enters the gold test alone', () => {
    const example = new Example();
    example.label('ann', 0);
    example.gold(1, 'targeted');
    expect(entered(example.gold(1, 'sampled'))).toEqual([['ann', 'kept', false, 1]]);
  });
});

describe('rescore', () => {
  it('is taken once per pass, and revises what moved materially', () => {
    const example = new Example();
    example.label('ann', 0);
    const { verdicts, change } = example.rescore(2, heads([0.02, 0.96, 0.02]));
    expect(verdicts.map((v) => [v.cause, v.verdict.suggested, v.verdict.suspect])).toEqual([['revision', 1, true]]);
    expect(change).toBeDefined();
    expect(example.rescore(2, heads([0.9, 0.05, 0.05]))).toEqual({ verdicts: [] });
    expect(example.rescore(1, heads([0.9, 0.05, 0.05]))).toEqual({ verdicts: [] });
    expect(example.state.modelVersion).toBe(2);
  });

  it('does not go back to an older version, but follows the noise matrices', () => {
    const example = new Example();
    example.rescore(1, heads([0.9, 0.05, 0.05]), 7);
    example.rescore(2, heads([0.1, 0.8, 0.1]), 6);
    expect(example.state.modelVersion).toBe(7);
    expect(example.state.evidence!.model[0]).toBeCloseTo(Math.log(0.9), 5);
    expect(example.state.pass).toBe(2);
  });

  it('is out of sample: a label scored by the same version does not replace its evidence, a newer one does', () => {
    const example = new Example();
    example.rescore(1, heads([0.9, 0.05, 0.05]), 3);
    example.label('ann', 0, { evidence: heads([0.1, 0.8, 0.1]), modelVersion: 3 });
    expect(example.state.evidence!.model[0]).toBeCloseTo(Math.log(0.9), 5);
    example.label('bob', 0, { evidence: heads([0.1, 0.8, 0.1]), modelVersion: 4 });
    expect(example.state.evidence!.model[0]).toBeCloseTo(Math.log(0.1), 5);
  });
});

/** Moves the quality of ann's label from 0.8 by evidence, and says whether users hear of it. */
function revised(model: number[], settings = {}): { quality: number; heard: boolean } {
  const example = new Example(contextOf(0.8, settings));
  example.label('ann', 0);
  const { verdicts } = example.rescore(1, heads(model, [1 / 3, 1 / 3, 1 / 3]));
  return { quality: (example.state.mass!.units[0] ?? 0) / UNITS_PER_LABEL, heard: verdicts.length > 0 };
}

describe('a revision', () => {
  it('is published when the quality moved by more than the setting', () => {
    const small = revised([0.37, 0.315, 0.315]);
    expect(small.quality).toBeGreaterThan(0.81);
    expect(small.heard).toBe(false);
    expect(revised([0.5, 0.25, 0.25]).heard).toBe(true);
    expect(revised([0.37, 0.315, 0.315], { revisionDelta: 0.001 }).heard).toBe(true);
  });

  it('is published when suspicion or suggestion flips, however small the move', () => {
    // cat .8 x .11 = .088, dog .1 x .889 = .0889.
    expect(revised([0.11, 0.889, 0.001], { revisionDelta: 1 }).heard).toBe(true);
    expect(revised([0.5, 0.25, 0.25], { revisionDelta: 1 }).heard).toBe(false);
  });

  it('counts small moves together: it compares with what was last said', () => {
    const example = new Example();
    example.label('ann', 0);
    const steps = [0.36, 0.39, 0.42, 0.46];
    const heard = steps.map((p, n) => {
      return example.rescore(n + 1, heads([p, (1 - p) / 2, (1 - p) / 2], [1 / 3, 1 / 3, 1 / 3])).verdicts.length;
    });
    expect(heard).toEqual([0, 0, 1, 0]);
  });
});

function reasonsFor(
  prepare: (example: Example) => void,
  sourceId = 'ann',
  label = 0,
  context: JudgeContext = contextOf(),
) {
  const example = new Example(context);
  prepare(example);
  return example.label(sourceId, label).verdicts[0]!.reasons;
}

describe('reasons', () => {
  it('uninformed: nothing but the class frequencies and the label is known', () => {
    expect(reasonsFor(() => {})).toEqual(['uninformed']);
  });

  it('labels: the other sources prefer another class', () => {
    expect(reasonsFor((e) => e.label('bob', 1))).toEqual(['labels']);
    expect(reasonsFor((e) => e.label('bob', 0))).toEqual([]);
  });

  it('model, prototypes: each head for itself', () => {
    expect(reasonsFor((e) => e.rescore(1, heads([0.1, 0.8, 0.1], [0.8, 0.1, 0.1])))).toEqual(['model']);
    expect(reasonsFor((e) => e.rescore(1, heads([0.8, 0.1, 0.1], [0.1, 0.8, 0.1])))).toEqual(['prototypes']);
  });

  it('odd: the loss of the label lies beyond the threshold, where there is one', () => {
    const evidence = heads([0.01, 0.98, 0.01], [0.8, 0.1, 0.1]);
    const odd = { ...contextOf(), oddThreshold: 4 };
    expect(reasonsFor((e) => e.rescore(1, evidence), 'ann', 0, odd)).toEqual(['model', 'odd']);
    expect(reasonsFor((e) => e.rescore(1, evidence), 'ann', 0, { ...odd, oddThreshold: 5 })).toEqual(['model']);
  });

  it('source: it is right about that class less than half of the time', () => {
    expect(reasonsFor((e) => e.label('bob', 0), 'weak')).toEqual(['source']);
  });

  it('gold: the truth is known and differs', () => {
    expect(reasonsFor((e) => e.gold(1))).toEqual(['gold']);
    expect(reasonsFor((e) => e.gold(0))).toEqual([]);
  });
});
