import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { exampleFilters } from './example-filter.js';

type FilterName = (typeof exampleFilters)[number];

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const share = { type: 'number', minimum: 0, maximum: 1 } as const;

const filters = {
  sourceId: { schema: text, description: 'It has a current label of this source.' },
  suspect: { schema: flag, description: 'It has a label that is suspect, or one that is not.' },
  label: { schema: text, description: 'It was called this; a class, by index or name.' },
  suggestedLabel: { schema: text, description: 'This is its most probable class.' },
  gold: { schema: flag, description: 'Its true label is known, or is not.' },
  minQuality: { schema: share, description: 'It has a label of this quality or a better one.' },
  maxQuality: { schema: share, description: 'It has a label of this quality or a worse one.' },
} satisfies Record<FilterName, object>;

/** The filters of examples: all, which their list and the export take, or some. */
export function ExampleFilters(names: readonly FilterName[] = exampleFilters) {
  return applyDecorators(...names.map((name) => ApiQuery({ name, required: false, ...filters[name] })));
}
