import { z } from 'zod';
import { classLabel, count, distribution, listOf, probability, time } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';
import { displayOrNull } from './display.schemas.js';

const reason = z.object({
  reason: z.enum(['gold', 'model', 'prototypes', 'odd', 'labels', 'source', 'duplicate', 'uninformed']),
  says: z.string().describe('The same in words.'),
});

const labelVerdict = z.object({
  sourceId: z.string(),
  label: classLabel,
  at: time,
  quality: probability.describe('Probability that the given label is the true one; low = suspect.'),
  suggestedLabel: classLabel,
  suspect: z.boolean(),
  reasons: z.array(reason).describe('What speaks against the label.'),
  sourceRecall: probability.describe('How often this source is right about examples of the class that it gave.'),
  settled: z.boolean().describe('It has entered the test of its source, or never will.'),
});
export type LabelVerdictJson = z.infer<typeof labelVerdict>;
define('LabelVerdict', labelVerdict, { description: 'What is made of one current label of an example.' });

const evidence = z.object({
  model: distribution,
  prototypes: distribution,
  modelVersion: count,
  outOfSample: z.boolean().describe('No part of the model that made this evidence was trained on the example.'),
  rescored: z.boolean().describe('false: by all members at the first meeting; true: by the member of its fold since.'),
});
export type EvidenceJson = z.infer<typeof evidence>;

export const explanation = z.object({
  project: z.string(),
  exampleId: z.string(),
  display: displayOrNull,
  suggestedLabel: classLabel,
  posterior: distribution,
  gold: z
    .object({ label: classLabel, origin: z.enum(['honeypot', 'sampled', 'targeted']), reviewer: z.string().nullable() })
    .nullable(),
  evidence: evidence.nullable().describe('What the model says of the features alone; null without features or model.'),
  modelVersion: count,
  labels: z.array(labelVerdict),
});
export type ExplanationJson = z.infer<typeof explanation>;
define('Example', explanation, {
  description: 'All that is known of one example, and why each of its labels is trusted or doubted.',
});

const summary = z.object({
  exampleId: z.string(),
  suggestedLabel: classLabel.nullable(),
  lowestQuality: probability.nullable().describe('Quality of its worst label.'),
  labels: count,
  gold: classLabel.nullable(),
  modelVersion: count,
});
define('ExampleSummary', summary, { description: 'An example in a list. null: it has no label, or no gold.' });
const list = listOf('ExampleList', summary, 'Examples, in no particular order; one may come twice while labels come.');
export type ExampleListJson = z.infer<typeof list>;
