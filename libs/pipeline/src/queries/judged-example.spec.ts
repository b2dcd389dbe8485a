import { describe, expect, it } from 'vitest';
import { encodeExampleState, newExampleState, unpublished, type ExampleState } from '#judge';
import { projectFrom } from '#labels';
import { pointMass, toMass } from '#noise';
import { exampleFits, judgedExample, labelFits, type ExampleFilter } from './judged-example.js';

const project = projectFrom({ id: 'pets', classes: ['cat', 'dog', 'owl'] }, 0);

function stateOf(labels: [sourceId: string, given: number][], more: Partial<ExampleState> = {}): ExampleState {
  const current = labels.map(([sourceId, given], n) => {
    return { sourceId, given, atMs: n, settled: n === 0, goldTested: false, published: unpublished };
  });
  return { ...newExampleState(), labels: current, ...(labels.length > 0 && { mass: toMass([7, 2, 1]) }), ...more };
}

const read = (state: ExampleState) => judgedExample('e1', encodeExampleState(state), project);
const example = read(stateOf([['ann', 0], ['bob', 1]], { modelVersion: 3 })); // prettier-ignore

describe('an example as it was judged', () => {
  it('has its labels with their qualities, and the class that is suggested', () => {
    expect(example.suggested).toEqual({ label: 0, probability: expect.closeTo(0.7, 4) as number });
    expect(example.modelVersion).toBe(3);
    expect(example.labels).toEqual([
      { sourceId: 'ann', given: 0, atMs: 0, quality: expect.closeTo(0.7, 4) as number, suspect: false, settled: true },
      { sourceId: 'bob', given: 1, atMs: 1, quality: expect.closeTo(0.2, 4) as number, suspect: true, settled: false },
    ]);
  });

  it('shows the posterior that users hear of, where that is another', () => {
    const told = toMass([5, 4, 1]);
    expect(read(stateOf([['ann', 0]], { told })).posterior).toEqual(told);
  });

  it('without a label has nothing but what is known of its truth', () => {
    const gold = { label: 2, origin: 'honeypot' as const };
    expect(read(stateOf([], { gold }))).toEqual({ exampleId: 'e1', gold, modelVersion: 0, labels: [] });
  });

  it.each<[ExampleFilter, boolean]>([
    [{}, true],
    [{ sourceId: 'ann' }, true],
    [{ sourceId: 'cid' }, false],
    [{ suspect: true }, true],
    [{ sourceId: 'ann', suspect: true }, false],
    [{ sourceId: 'ann', suspect: false }, true],
    [{ label: 1, suggested: 0 }, true],
    [{ label: 1, suggested: 1 }, false],
    [{ sourceId: 'ann', label: 1 }, false],
    [{ maxQuality: 0.3 }, true],
    [{ maxQuality: 0.1 }, false],
    [{ minQuality: 0.3, maxQuality: 0.6 }, false],
    [{ gold: true }, false],
    [{ gold: false }, true],
  ])('fits %j: %s', (filter, fits) => {
    expect(exampleFits(example, filter)).toBe(fits);
  });

  it('fits by its gold', () => {
    const known = read(stateOf([['ann', 0]], { gold: { label: 1, origin: 'sampled' }, mass: pointMass(1) }));
    expect([exampleFits(known, { gold: true }), exampleFits(known, { gold: false })]).toEqual([true, false]);
    expect(exampleFits(known, { gold: true, suspect: true, suggested: 1, label: 0 })).toBe(true);
  });

  it('has labels that fit by themselves', () => {
    expect(example.labels.filter((label) => labelFits(label, { suspect: true })).map((l) => l.sourceId)).toEqual([
      'bob',
    ]);
  });
});
