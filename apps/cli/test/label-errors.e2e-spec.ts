import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../../dist/apps/cli/src/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'qualm-label-errors-'));
const out = join(folder, 'out.ndjson');
afterAll(() => rmSync(folder, { recursive: true }));

function npy(name: string, type: string, shape: number[], body: ArrayBufferView): string {
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const header = Buffer.alloc(10 + Math.ceil((text.length + 11) / 64) * 64 - 10, ' ');
  header.write('\x93NUMPY\x01\x00', 'latin1');
  header.writeUInt16LE(header.length - 10, 8);
  header.write(text, 10);
  header[header.length - 1] = 10;
  const path = join(folder, `${name}.npy`);
  writeFileSync(path, Buffer.concat([header, Buffer.from(body.buffer, body.byteOffset, body.byteLength)]));
  return path;
}

async function labelErrors(probs: string, labels: string, ...more: string[]) {
  const child = spawn(process.execPath, [
    main,
    'lab',
    'label-errors',
    '--probs',
    probs,
    '--labels',
    labels,
    '--out',
    out,
    ...more,
  ]);
  let says = '';
  child.stdout.on('data', (text: Buffer) => (says += text.toString()));
  child.stderr.on('data', (text: Buffer) => (says += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, says };
}

const N = 300;
const truth = Array.from({ length: N }, (_, n) => n % 3);
const isWrong = truth.map((_, n) => n % 7 === 0);
const given = truth.map((trueClass, n) => (isWrong[n] ? (trueClass + 1) % 3 : trueClass));
const rows = truth.flatMap((trueClass) => [0, 1, 2].map((k) => [0.8, 0.15, 0.05][(k - trueClass + 3) % 3]!));
const probs = npy('probs', '<f4', [N, 3], Float32Array.from(rows));
const labels = npy('labels', '<i8', [N], BigInt64Array.from(given, BigInt));

describe('qualm lab label-errors', () => {
  it('writes one line per label and says what it found', async () => {
    const source = npy(
      'source',
      '|u1',
      [N],
      Uint8Array.from(given, (_, n) => n % 2),
    );
    const { code, says } = await labelErrors(probs, labels, '--source', source);
    expect(code, says).toBe(0);
    const lines = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toHaveLength(N);
    expect(Object.keys(lines[0]!)).toEqual(['index', 'quality', 'suspect', 'suggestedLabel']);
    expect(lines).toMatchObject(
      truth.map((suggestedLabel, index) => ({ index, suspect: isWrong[index], suggestedLabel })),
    );
    expect(says).toContain('300 labels of 3 classes');
    expect(says).toContain('43 suspect (14.3 %)');
    expect(says).toContain('P(given | true)');
    expect(says).toContain('2 sources');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  const bad = (at: number, value: number) => Float32Array.from(rows, (p, cell) => (cell === at ? value : p));
  const garbage = join(folder, 'garbage.npy');
  writeFileSync(garbage, 'no array at all');
  it.each([
    ['a missing file', join(folder, 'none.npy'), labels, 'none.npy" is not a file'],
    ['garbage', garbage, labels, 'garbage.npy: is not a NumPy array file'],
    ['no examples', npy('empty', '<f4', [0, 3], new Float32Array(0)), labels, 'empty.npy: has no examples'],
    ['one class', npy('one', '<f4', [N, 1], new Float32Array(N).fill(1)), labels, 'fewer than 2 classes'],
    ['a body cut short', npy('short', '<f8', [N, 3], new Float32Array(9)), labels, 'its shape needs 7200'],
    [
      'a negative probability',
      npy('negative', '<f4', [N, 3], bad(7, -0.5)),
      labels,
      '-0.5 is not a probability (row 2, class 1)',
    ],
    [
      'a probability that is not one',
      npy('nan', '<f4', [N, 3], bad(7, NaN)),
      labels,
      'NaN is not a probability (row 2',
    ],
    ['a row that does not sum to 1', npy('sum', '<f4', [N, 3], bad(7, 2)), labels, 'is the sum of row 2, not 1'],
    ['labels of other examples', probs, npy('few', '|u1', [9], new Uint8Array(9)), 'few.npy: "(9,)" is not the shape'],
    ['a label out of range', probs, npy('range', '|u1', [N], new Uint8Array(N).fill(3, 5)), 'range.npy: 3 at index 5'],
    ['big-endian labels', probs, npy('big', '>i4', [N], new Int32Array(N)), 'big.npy: ">i4" is big-endian'],
  ])('refuses %s by name, and writes nothing', async (_, badProbs, badLabels, says) => {
    rmSync(out, { force: true });
    const answer = await labelErrors(badProbs, badLabels);
    expect(answer).toMatchObject({ code: 1, says: expect.stringContaining(says) as string });
    expect(existsSync(out)).toBe(false);
  });
});
