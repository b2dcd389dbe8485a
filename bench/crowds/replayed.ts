import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Random } from '#model';
import { runReplay } from '../run-replay.js';
import type { CrowdSet } from './crowd-set.js';
import type { CrowdJudgement } from './result.js';
import { testAccuracy } from './test-accuracy.js';

/** The crowd's labels in seeded random order through `qualm replay`, the service's own code, with its defaults. */
export async function replayService(set: CrowdSet, seed: number): Promise<CrowdJudgement> {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-crowd-'));
  try {
    const { given } = set.labels;
    const order = new Random(seed).shuffle(Int32Array.from(given, (_, l) => l));
    const file = join(folder, 'labels.ndjson');
    await writeLabels(set, order, file);
    const startedMs = performance.now();
    const model = join(folder, 'model');
    const args = ['--labels', file, '--classes', `${set.labels.classCount}`, '--out', folder, '--seed', `${seed}`];
    await runReplay([...args, '--model', model]);
    const judgement = await readJudgement(set, order, folder, (performance.now() - startedMs) / 1000);
    if (existsSync(model)) judgement.testAccuracy = await testAccuracy(set, readFileSync(model), meanOf(judgement));
    return judgement;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line per label; an example's features come with its first label. */
async function writeLabels({ labels, features }: CrowdSet, order: Int32Array, file: string): Promise<void> {
  const out = createWriteStream(file);
  const met = new Set<number>();
  for (const l of order) {
    const n = labels.example[l]!;
    const line = { exampleId: `i${n}`, sourceId: `w${labels.source[l]}`, label: labels.given[l] };
    const D = features?.dimension ?? 0;
    const row = features && !met.has(n) ? { features: [...features.values.subarray(n * D, (n + 1) * D)] } : {};
    met.add(n);
    if (!out.write(`${JSON.stringify({ ...line, ...row })}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

async function readJudgement(
  set: CrowdSet,
  order: Int32Array,
  folder: string,
  seconds: number,
): Promise<CrowdJudgement> {
  const K = set.labels.classCount;
  const posteriors: ArrayLike<number>[] = Array.from({ length: set.labels.exampleCount }, () =>
    new Float64Array(K).fill(1 / K),
  );
  for await (const row of rows<{ exampleId: string; posterior: number[] }>(join(folder, 'examples.ndjson'))) {
    posteriors[Number(row.exampleId.slice(1))] = row.posterior;
  }
  const arrival = new Float64Array(order.length);
  let rank = 0;
  for await (const row of rows<{ quality: number }>(join(folder, 'verdicts.ndjson')))
    arrival[order[rank++]!] = row.quality;
  const accuracy = new Float64Array(set.labels.sourceCount);
  for await (const row of rows<{ sourceId: string; accuracy: number }>(join(folder, 'sources.ndjson'))) {
    accuracy[Number(row.sourceId.slice(1))] = row.accuracy;
  }
  return { posteriors, arrival, accuracy, seconds };
}

/** Class frequencies as believed, each > 0. */
function meanOf({ posteriors }: CrowdJudgement): Float64Array {
  const sums = new Float64Array(posteriors[0]!.length).fill(1);
  for (const row of posteriors) for (let k = 0; k < sums.length; k++) sums[k]! += row[k]!;
  return sums.map((sum) => sum / (posteriors.length + sums.length));
}

async function* rows<T>(file: string): AsyncGenerator<T> {
  for await (const line of createInterface({ input: createReadStream(file) })) yield JSON.parse(line) as T;
}
