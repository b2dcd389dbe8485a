import { describe, expect, it } from 'vitest';
import { parseEventJson } from './event-json.js';
import { frozen } from './testing/arbitraries.js';

const label = { exampleId: 'i1', sourceId: 'w7', label: 3 };
const inMnist = { project: 'mnist' };

describe('parseEventJson', () => {
  it('takes a label', () => {
    const input = frozen({ ...label, features: [0, 0.5], at: '1970-01-01T00:00:01Z', project: 'other' });
    expect(parseEventJson(input, inMnist)).toEqual([
      { kind: 'label', project: 'other', ...label, atMs: 1_000, features: Float32Array.of(0, 0.5) },
    ]);
    expect(parseEventJson({ kind: 'label', ...label }, inMnist)).toEqual([
      { kind: 'label', project: 'mnist', ...label },
    ]);
  });

  it('takes numbers as ids, names as labels and null as absent', () => {
    const input = { exampleId: 1, sourceId: 2, label: 'cat', features: null, at: null, gold: null, kind: null };
    expect(parseEventJson(input, inMnist)).toEqual([
      { kind: 'label', project: 'mnist', exampleId: '1', sourceId: '2', label: 'cat' },
    ]);
  });

  it('takes the gold of a label as an event of its own, after it', () => {
    expect(parseEventJson({ ...label, gold: 4, at: '1970-01-01' }, inMnist)).toEqual([
      { kind: 'label', project: 'mnist', ...label, atMs: 0 },
      { kind: 'gold', project: 'mnist', exampleId: 'i1', label: 4, origin: 'honeypot', atMs: 0 },
    ]);
  });

  it('takes gold alone', () => {
    expect(parseEventJson({ exampleId: 'i1', gold: 'cat' }, inMnist)).toEqual([
      { kind: 'gold', project: 'mnist', exampleId: 'i1', label: 'cat', origin: 'honeypot' },
    ]);
  });

  it('takes retract and gold; gold of unknown origin claims nothing', () => {
    expect(parseEventJson({ kind: 'retract', exampleId: 'i1', sourceId: 'w7' }, inMnist)).toEqual([
      { kind: 'retract', project: 'mnist', exampleId: 'i1', sourceId: 'w7' },
    ]);
    const gold = { kind: 'gold', exampleId: 'i1', label: 1 };
    expect(parseEventJson({ ...gold, origin: 'sampled', reviewer: 'ann' }, inMnist)).toEqual([
      { ...gold, project: 'mnist', origin: 'sampled', reviewer: 'ann' },
    ]);
    expect(parseEventJson(gold, inMnist)).toMatchObject([{ origin: 'targeted' }]);
  });

  it('takes what a reviewer did, and how long a label took', () => {
    const review = { kind: 'review', exampleId: 'i1', outcome: 'unsure', reviewer: 'eve' };
    expect(parseEventJson(review, inMnist)).toEqual([{ ...review, project: 'mnist' }]);
    expect(parseEventJson({ ...label, durationMs: 1250.5 }, inMnist)).toMatchObject([{ durationMs: 1250.5 }]);
  });

  it('takes what the annotator saw, as it is written', () => {
    const text = 'Was it good?\n\tYes \u{1F600} e\u0301';
    expect(parseEventJson({ ...label, text }, inMnist)).toEqual([{ kind: 'label', project: 'mnist', ...label, text }]);
    expect(parseEventJson({ ...label, text: null }, inMnist)).toEqual([{ kind: 'label', project: 'mnist', ...label }]);
    const longest = 'é'.repeat(8_192);
    expect(parseEventJson({ ...label, text: longest }, inMnist)).toMatchObject([{ text: longest }]);
  });

  it.each<[unknown, string]>([
    ['text', 'event: "text" is not a JSON object'],
    [{ ...label, project: 'a b' }, 'project: "a b" is not a project id'],
    [{ sourceId: 'w', label: 1 }, 'exampleId: is missing'],
    [{ exampleId: 'i', label: 1 }, 'sourceId: is missing'],
    [{ exampleId: 'i', sourceId: 'w' }, 'label: is missing'],
    [{ exampleId: 'i', sourceId: 'w', gold: 1 }, 'label: is missing'],
    [{ ...label, label: -1 }, 'label: -1 is neither a class index'],
    [{ ...label, label: 1.5 }, 'label: 1.5 is neither'],
    [{ ...label, gold: [] }, 'gold: an array of 0 is neither'],
    [
      { ...label, kind: 'retrct' },
      'kind: "retrct" is not one of label, retract, gold, review; did you mean "retract"?',
    ],
    [{ ...label, kind: 'rescore' }, 'kind: "rescore" is not one of label, retract, gold, review'],
    [{ ...label, example_id: 'x' }, 'example_id: is not a field of a label event; did you mean "exampleId"?'],
    [{ ...label, metadata: {} }, 'metadata: is not a field of a label event'],
    [{ ...label, kind: 'retract' }, 'label: is not a field of a retract event'],
    [{ kind: 'gold', exampleId: 'i', label: 1, origin: 'guess' }, 'origin: "guess" is not one of honeypot, sampled'],
    [{ kind: 'review', exampleId: 'i', outcome: 'sure', reviewer: 'eve' }, 'outcome: "sure" is not one of unsure, undone'], // prettier-ignore
    [{ kind: 'review', exampleId: 'i', outcome: 'unsure' }, 'reviewer: is missing'],
    [{ kind: 'review', exampleId: 'i', outcome: 'unsure', reviewer: 'eve', label: 1 }, 'label: is not a field of a review event'], // prettier-ignore
    [{ ...label, durationMs: -1 }, 'durationMs: -1 is not a number from 0 to 2592000000'],
    [{ ...label, text: 7 }, 'text: 7 is not a string'],
    [{ ...label, text: '' }, 'text: is empty; leave it out instead'],
    [{ ...label, text: '\ud800' }, 'has half a pair of surrogates'],
    [{ ...label, text: 'é'.repeat(8_193) }, 'has 16386 bytes, 16384 is the most'],
    [{ exampleId: 'i', gold: 1, text: 'so' }, 'sourceId: is missing'],
    [{ kind: 'retract', exampleId: 'i', sourceId: 'w', text: 'so' }, 'text: is not a field of a retract event'],
    [{ ...label, at: 'noon' }, 'at: "noon" is not an ISO 8601 time'],
    [{ ...label, features: [1, Number.NaN] }, 'features[1]: NaN is not a finite'],
    [{ ...label, exampleId: 'a\nb' }, 'exampleId: "a\\nb" has a control character'],
  ])('refuses %j', (input, message) => expect(() => parseEventJson(input, inMnist)).toThrow(message));

  it('needs a project from somewhere', () => {
    expect(() => parseEventJson(label)).toThrow('project: is missing');
  });
});
