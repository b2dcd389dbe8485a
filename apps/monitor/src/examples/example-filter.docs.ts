import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const share = { type: 'number', minimum: 0, maximum: 1 } as const;

/** The filters of examples, which the list and the export take. */
export function ExampleFilters() {
  const filter = (name: string, schema: typeof text | typeof flag | typeof share, description: string) =>
    ApiQuery({ name, required: false, schema, description });
  return applyDecorators(
    filter('sourceId', text, 'It has a current label of this source.'),
    filter('suspect', flag, 'It has a label that is suspect, or one that is not.'),
    filter('label', text, 'It was called this; a class, by index or name.'),
    filter('suggestedLabel', text, 'This is its most probable class.'),
    filter('gold', flag, 'Its true label is known, or is not.'),
    filter('minQuality', share, 'It has a label of this quality or a better one.'),
    filter('maxQuality', share, 'It has a label of this quality or a worse one.'),
  );
}
