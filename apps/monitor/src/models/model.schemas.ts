import { z } from 'zod';
import { count, probability, time } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';

const odd = z
  .object({
    threshold: z.number().describe('A given label with a loss above it is odd.'),
    edges: z
      .array(z.number().nonnegative())
      .describe('Of the bins: one more than there are bins. The last bin is open.'),
    given: z.array(probability).describe('Shares of the given labels, out of sample.'),
    random: z.array(probability).describe('Shares of simulated labels that are drawn uniformly at random.'),
  })
  .describe('Histograms of losses, -log of the probability that the model gives to a label.');

const version = z.object({
  version: z.number().int().positive(),
  active: z.boolean(),
  accepted: z.boolean().describe('Whether it passed its gate: out of sample no worse than what is in use.'),
  createdAt: time,
  seconds: z.number().nonnegative(),
  trainedOn: z.string().nullable().describe('The backend; null for versions of before this was kept.'),
  gate: z.string().describe('What the gate decided, in words.'),
  report: z.object({
    losses: z
      .object({ version: z.number().nullable(), previous: z.number().nullable(), classPrior: z.number() })
      .describe('Mean -log probability of a label from the evidence alone, out of sample; lower is better.'),
    settings: z.record(z.string(), z.number()).describe('What posteriors are made with, fitted without gold.'),
    temperatures: z.object({ model: z.number(), prototype: z.number() }),
    oddThreshold: z.number().nullable(),
    odd: odd.nullable().describe('null without a network, and for versions of before this was kept.'),
    dropped: count.describe('Label terms left out by the ODD filter.'),
    examples: count,
    labels: count,
    epochs: count,
  }),
});
export type ModelVersionJson = z.infer<typeof version>;
define('ModelVersion', version, { description: 'A model version, accepted or not.' });

const backend = z.object({
  name: z.string().describe('wasm, cpu, onnx, native or webgpu.'),
  device: z.string().describe('The processor, as its maker calls it.'),
  notes: z.array(z.string()).describe('Why others were passed over.'),
});

const list = define(
  'ModelList',
  z.object({
    activeVersion: count.describe('0: none was accepted yet.'),
    backends: z
      .object({ scoring: backend.nullable(), training: backend.nullable() })
      .describe('What this process scores and trains on; null: it does not.'),
    items: z.array(version),
    nextCursor: z.string().nullable(),
  }),
  { description: 'Versions, newest first.' },
);
export type ModelListJson = z.infer<typeof list>;
