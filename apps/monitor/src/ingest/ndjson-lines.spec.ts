import { array, assert, asyncProperty, boolean, constantFrom, nat, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndjsonLines } from './ndjson-lines.js';

async function linesOf(chunks: Iterable<Buffer>, maxLineBytes = 1_000): Promise<[number, string | undefined][]> {
  const found: [number, string | undefined][] = [];
  const body = (async function* () {
    yield* chunks;
  })();
  for await (const lines of ndjsonLines(body, maxLineBytes)) {
    found.push(...lines.map(({ number, bytes }): [number, string | undefined] => [number, bytes?.toString('utf8')]));
  }
  return found;
}

describe('the lines of a body', () => {
  it('are the same however the body is cut into chunks', async () => {
    const text = array(string({ unit: constantFrom('a', ' ', 'ü', '€', '😀'), maxLength: 20 }), {
      maxLength: 10,
    });
    const cuts = array(nat(200), { maxLength: 8 });
    await assert(
      asyncProperty(text, cuts, boolean(), async (lines, at, ended) => {
        const whole = Buffer.from(lines.join('\n') + (ended ? '\n' : ''));
        const places = [0, ...at.map((n) => Math.min(n, whole.length)).toSorted((a, b) => a - b), whole.length];
        const chunks = places.slice(1).map((to, n) => whole.subarray(places[n], to));
        const expected = lines.map((line, n): [number, string] => [n, Buffer.from(line).toString('utf8')]);
        expect(await linesOf(chunks)).toEqual(expected.filter(([, line]) => line !== ''));
      }),
      { numRuns: 200 },
    );
  });

  it('may end in CR LF, and empty ones count but are not handed out', async () => {
    expect(await linesOf([Buffer.from('a\r\n\r\n\nb')])).toEqual([
      [0, 'a'],
      [3, 'b'],
    ]);
  });

  it('are skipped when too long, and the next is found', async () => {
    const chunks = ['x'.repeat(8), 'x'.repeat(8), '\nshort\n', 'y'.repeat(11)].map((s) => Buffer.from(s));
    expect(await linesOf(chunks, 10)).toEqual([
      [0, undefined],
      [1, 'short'],
      [2, undefined],
    ]);
  });
});
