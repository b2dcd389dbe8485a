import { describe, expect, it } from 'vitest';
import type { Annotation } from './connector.js';
import { labelStudio } from './label-studio.js';
import { labelStudioOptions } from './label-studio-options.js';
import { connectorContract } from './testing/connector.contract.js';
import {
  annotation,
  choices,
  deletion,
  exportedTask,
  kim,
  project,
  record,
  rectangle,
  task,
  webhook,
} from './testing/label-studio-payloads.js';

const atMs = Date.parse('2026-03-02T09:30:01.250Z');
const read = (payload: unknown, query: Record<string, string> = {}) =>
  labelStudio.read(payload, labelStudioOptions(query));
const only = (payload: unknown, query?: Record<string, string>): Annotation => read(payload, query).annotations[0]!;

const negative: Annotation = {
  id: '801',
  versionMs: atMs,
  exampleId: '51',
  sourceId: '2',
  label: 'negative',
  atMs,
  durationMs: 12_410,
};

connectorContract(labelStudio, labelStudioOptions({ fromName: 'sentiment' }), [
  webhook('ANNOTATION_CREATED'),
  webhook('ANNOTATION_UPDATED', { was_cancelled: true, result: [] }),
  { action: 'ANNOTATIONS_CREATED', annotation: [annotation(), annotation({ id: 802 })], task: [task, task], project },
  deletion(801, 802),
  { action: 'TASKS_CREATED', tasks: [task], project },
  [exportedTask([annotation(), annotation({ id: 802, completed_by: kim })]), exportedTask([])],
  exportedTask([annotation({ ground_truth: true })]),
  [record(), record({ annotation_id: 802, annotator: 'kim@example.com' })],
]);

describe('Label Studio', () => {
  it.each([
    ['a created annotation', webhook('ANNOTATION_CREATED')],
    ['an updated one', webhook('ANNOTATION_UPDATED')],
    ['one without its task', { ...webhook('ANNOTATION_CREATED'), task: undefined }],
    ['several', { action: 'ANNOTATIONS_CREATED', annotation: [annotation()], task: [task], project }],
    ['an export', [exportedTask([annotation()])]],
    ['an export with whole annotators', [exportedTask([annotation({ completed_by: kim })])]],
  ])('gives the same label by %s', (_, payload) => {
    expect(read(payload)).toEqual({ annotations: [negative], deleted: [], skipped: [] });
  });

  it('gives it by JSON_MIN, when it is said which field is the label', () => {
    expect(only([record()], { fromName: 'sentiment' })).toEqual(negative);
    expect(() => read([record()])).toThrow(/^fromName: is missing: JSON_MIN does not say/);
  });

  it('names the example, the source and the text as it is told', () => {
    const query = { exampleId: 'data.key', annotator: 'email', source: 'ls-', text: 'data.review' };
    const payload = [exportedTask([annotation({ completed_by: kim })])];
    expect(only(payload, query)).toMatchObject({
      id: 'ls-801',
      exampleId: 'r-0051',
      sourceId: 'ls-kim@example.com',
      text: 'It broke on the second day.',
    });
    expect(only([record({ annotator: 'kim@example.com' })], { ...query, fromName: 'sentiment' })).toMatchObject({
      exampleId: 'r-0051',
      sourceId: 'ls-kim@example.com',
    });
  });

  it('cuts a long text between characters', () => {
    const long = exportedTask([annotation()]);
    const { text } = only({ ...long, data: { review: 'ü'.repeat(9_000) } }, { text: 'data.review' });
    expect(text).toMatch(/^ü+…$/);
    expect(Buffer.byteLength(text!)).toBeGreaterThan(16_380);
    expect(Buffer.byteLength(text!)).toBeLessThanOrEqual(16_384);
  });

  it('reads deletions, which tell ids only', () => {
    expect(read(deletion(801, 802)).deleted).toEqual(['801', '802']);
    expect(read({ action: 'ANNOTATION_DELETED', id: 801, project }, { source: 'ls-' }).deleted).toEqual(['ls-801']);
  });

  it('takes ground truth as gold that somebody chose', () => {
    expect(only(webhook('ANNOTATION_UPDATED', { ground_truth: true }))).toEqual({
      ...negative,
      gold: { label: 'negative', origin: 'targeted' },
    });
  });

  it('does not test the author of a honeypot against themselves', () => {
    const { label: _, ...rest } = negative;
    expect(only(webhook('ANNOTATION_CREATED', { ground_truth: true }), { goldOrigin: 'honeypot' })).toEqual({
      ...rest,
      gold: { label: 'negative', origin: 'honeypot' },
    });
  });

  const region = { ...choices('negative'), value: { start: 0, end: 4, choices: ['negative'] } };
  it.each<[Record<string, unknown>, Record<string, string>, RegExp]>([
    [{ was_cancelled: true, result: [] }, {}, /its annotator skipped the task/],
    [{ result: [] }, {}, /it is empty/],
    [{ result: [choices([])] }, {}, /nothing was chosen/],
    [{ result: [choices(['negative', 'late'])] }, {}, /2 classes were chosen \("negative", "late"\); Qualm judges one/],
    [{ result: [rectangle] }, {}, /no choices, only rectanglelabels/],
    [{ result: [rectangle] }, { fromName: 'boxes' }, /"boxes" gives rectanglelabels, not choices/],
    [{ result: [region] }, {}, /the choices of "sentiment" belong to regions/],
    [{ result: [choices('a', 'x'), choices('b', 'y')] }, {}, /choices of "x", "y": say which .* fromName/],
    [{ result: [choices('a', 'x')] }, { fromName: 'y' }, /no result of "y", only of "x"/],
    [{ result: [choices('a'), choices('b')] }, {}, /2 results of "sentiment"/],
  ])('has no label, and says why: %j %j', (fields, query, why) => {
    const { annotations, skipped } = read(webhook('ANNOTATION_UPDATED', fields), query);
    expect(annotations).toHaveLength(1);
    expect(annotations[0]).not.toHaveProperty('label');
    expect(skipped).toEqual([{ what: 'annotation 801 of 51', why: expect.stringMatching(why) as string }]);
  });

  it('takes the choices of one control among others', () => {
    const result = [choices('a', 'x'), rectangle, choices('b', 'y')];
    expect(only(webhook('ANNOTATION_CREATED', { result }), { fromName: 'y' }).label).toBe('b');
    expect(only(webhook('ANNOTATION_CREATED', { result: [rectangle, choices('b', 'y')] })).label).toBe('b');
  });

  it.each([
    [{ completed_by: null }, {}, /^completed_by: is missing/],
    [{}, { annotator: 'email' }, /^completed_by: 2 names no email; annotator=id would do$/],
    [{}, { exampleId: 'data.sku' }, /^data.sku: is missing$/],
    [{ updated_at: 'yesterday' }, {}, /^updated_at: "yesterday" is not an ISO 8601 time/],
    [{ result: 'x' }, {}, /^result: "x" is not a list/],
  ])('refuses an annotation with %j %j', (fields, query, says) => {
    for (const payload of [webhook('ANNOTATION_CREATED', fields), [exportedTask([annotation(fields)])]]) {
      const { skipped, annotations } = read(payload, query as Record<string, string>);
      expect(annotations).toEqual([]);
      expect(skipped).toMatchObject([{ why: expect.stringMatching(says) as string, refused: true }]);
    }
  });

  it.each([
    [{ action: 'ANNOTATION_CREATED' }, /^annotation: is missing: let the webhook send its payload$/],
    [{ hello: 1 }, /^body: an object is neither a webhook of Label Studio nor/],
    ['x', /^body: "x" is not a JSON object$/],
  ])('refuses %j', (payload, says) => {
    expect(() => read(payload)).toThrow(says);
  });

  it('passes over what tells of no annotation', () => {
    const { skipped } = read({ action: 'TASKS_DELETED', tasks: [{ id: 51 }], project });
    expect(skipped).toEqual([
      { what: 'TASKS_DELETED', why: 'it tells of no annotation; the labels of deleted tasks stay' },
    ]);
  });

  it.each([
    [{ fromname: 'x' }, /^fromname: is not a field of the options of label-studio; did you mean "fromName"\?$/],
    [{ exampleId: 'key' }, /^exampleId: "key" is not a field of the task such as data.key$/],
    [{ annotator: 'name' }, /^annotator: "name" is not one of id, email$/],
    [{ goldOrigin: 'honypot' }, /^goldOrigin: "honypot" is not one of .*did you mean "honeypot"/],
  ])('refuses the option %j', (query, says) => {
    expect(() => labelStudioOptions(query)).toThrow(says);
  });
});
