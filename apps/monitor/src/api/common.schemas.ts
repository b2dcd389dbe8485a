import { z } from 'zod';
import { define } from './schema-registry.js';

export const classLabel = define('ClassLabel', z.union([z.number().int().nonnegative(), z.string().min(1)]), {
  description: "A class, by index or name. In answers as the project's `labelsAs` says.",
  example: 3,
});
export const probability = z.number().min(0).max(1);
export const time = z.iso.datetime();
export const count = z.number().int().nonnegative();
export const interval = z.tuple([probability, probability]);

export const weightedClass = define('WeightedClass', z.object({ label: classLabel, probability }), {
  description: 'One class of a distribution.',
  example: { label: 3, probability: 0.97 },
});
/** Most probable first; classes of no weight are left out. */
export const distribution = z.array(weightedClass);
export type Distribution = z.infer<typeof distribution>;

define(
  'Problem',
  z.looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int().min(400).max(599),
    detail: z.string(),
    instance: z.string(),
    field: z.string().optional(),
    value: z.string().optional(),
  }),
  {
    description: 'RFC 9457. `field` and `value` say what was wrong with the input; `type` is stable, for programs.',
    example: {
      type: 'urn:qualm:problem:invalid-input',
      title: 'The input cannot be taken',
      status: 400,
      detail: 'label: 12 is not a class of project "mnist" (0 to 9)',
      instance: '/v1/projects/mnist/labels',
      field: 'label',
      value: '12',
    },
  },
);

const indicator = z.record(z.string(), z.looseObject({ status: z.enum(['up', 'down', 'degraded']) }));
define(
  'Health',
  z.object({
    status: z.enum(['ok', 'error', 'degraded', 'shutting_down']),
    info: indicator.optional(),
    error: indicator.optional(),
    details: indicator,
  }),
  { description: 'Whether the parts of the process are up, and why not.' },
);

/** One page of a list. `nextCursor` asks for the next; null: there is none. */
export function listOf<S extends z.ZodType, M extends z.ZodRawShape = Record<never, never>>(
  id: string,
  item: S,
  description: string,
  more?: M,
) {
  const list = z.object({ items: z.array(item), nextCursor: z.string().nullable(), ...(more ?? ({} as M)) });
  return define(id, list, { description });
}
