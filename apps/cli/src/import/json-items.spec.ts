import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonItems } from './json-items.js';

async function itemsOf(text: string, chunkBytes = 7, maxItemBytes = 1_000) {
  const bytes = Buffer.from(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const items = [];
  for await (const item of jsonItems(chunks(), maxItemBytes)) items.push(item);
  return items;
}

describe('the items of a JSON file', () => {
  it('come with their lines and the bytes read', async () => {
    const text = '\uFEFF[\n {"a": "ü}]\\"{"},\n\n {"b": [1, {"c": "\\\\"}]}\n]\n';
    expect(await itemsOf(text)).toEqual([
      { value: { a: 'ü}]"{' }, line: 2, bytesRead: Buffer.byteLength(text.slice(0, text.indexOf(',\n'))) },
      { value: { b: [1, { c: '\\' }] }, line: 4, bytesRead: Buffer.byteLength(text) - 3 },
    ]);
  });

  it('are those of the file, wherever it is cut', async () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(
        objects,
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom(undefined, 2),
        async (all, size, indent) => {
          const json: unknown = JSON.parse(JSON.stringify(all));
          const items = await itemsOf(JSON.stringify(json, undefined, indent), size, 1_000_000);
          expect(items.map(({ value }) => value)).toEqual(json);
        },
      ),
    );
  });

  it('may be one alone, or none', async () => {
    expect((await itemsOf(' {"a": 1} ')).map(({ value }) => value)).toEqual([{ a: 1 }]);
    expect(await itemsOf('[ ]')).toEqual([]);
  });

  it.each([
    ['', /^line 1: the file ends where a list of objects should stand$/],
    ['[\n{"a": 1}', /^line 2: the file ends where a comma or the end of the list should stand$/],
    ['[{"a": [1}}]', /^line 1: the object that begins here is not JSON/],
    ['[\n{"a": 1', /^line 2: the file ends inside of the object that begins here$/],
    ['[{"a": 1} {"a": 2}]', /^line 1: "{" stands where a comma or the end of the list should$/],
    ['[{"a": 1},]', /^line 1: "]" stands where an object should$/],
    ['[\n\n1, 2]', /^line 3: "1" stands where an object or the end of the list should$/],
    ['{"a": 1}\n{"a": 2}', /^line 2: "{" stands where nothing more should$/],
    ['id,label\n1,2', /^line 1: "i" stands where a list of objects should$/],
    [`[{"a": "${'x'.repeat(2_000)}"}]`, /^line 1: the object that begins here has more than 1000 bytes$/],
  ])('%# are refused in words', async (text, says) => {
    await expect(itemsOf(text)).rejects.toThrow(says);
  });
});
