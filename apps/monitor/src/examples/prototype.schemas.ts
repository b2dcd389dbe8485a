import { z } from 'zod';
import { classLabel, count, listOf } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';
import { displayOrNull } from './display.schemas.js';

const exampleId = z.string().nullable().describe('Which example it is; null in versions of before this was kept.');

const nearest = define(
  'NearestPrototypes',
  z.object({
    items: z.array(
      z.object({
        label: classLabel,
        similarity: z.number().min(-1).max(1).describe('Cosine of what the model makes of the two examples.'),
        exampleId,
        display: displayOrNull,
      }),
    ),
    modelVersion: count,
  }),
  { description: 'What an example looks most like, to the part of the model that did not learn from it; most first.' },
);
export type NearestPrototypesJson = z.infer<typeof nearest>;

const list = listOf(
  'PrototypeList',
  z.object({ label: classLabel, exampleId: z.string(), display: displayOrNull }),
  "Prototypes of a version's first member: at most 8 of a class, of the first 100 classes, by class. Empty where it has none, or is " +
    'of before they were kept, or is not among the newest 5 that were accepted.',
);
export type PrototypeListJson = z.infer<typeof list>;
