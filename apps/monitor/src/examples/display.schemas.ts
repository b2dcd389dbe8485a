import { z } from 'zod';
import type { ExampleDisplay } from '#pipeline';
import { define } from '../api/schema-registry.js';

export const display = define(
  'Display',
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('image'),
      shape: z
        .tuple([z.number().int().positive(), z.number().int().positive(), z.literal([1, 3, 4])])
        .describe('Height, width, channels: grey, RGB or RGBA.'),
      data: z.string().describe('Base64 of one byte per value, row by row.'),
    }),
    z.object({ kind: z.literal('url'), url: z.string() }),
    z.object({ kind: z.literal('text'), text: z.string() }),
  ]),
  {
    description: "What people are shown of an example, by the project's setting `display`.",
    example: { kind: 'image', shape: [2, 2, 1], data: 'AP//AA==' },
  },
);
export type DisplayJson = z.infer<typeof display>;
/** null: nothing is shown, or nothing was kept of that example. */
export const displayOrNull = display.nullable().describe('null: nothing is shown, or nothing was kept of the example.');

export function displayJson(shown: ExampleDisplay | undefined): DisplayJson | null {
  if (shown?.kind !== 'image') return shown ?? null;
  const { kind, shape, pixels } = shown;
  const data = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength).toString('base64');
  return { kind, shape, data };
}
