import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Random } from '#model';

export interface ServiceStreamSettings {
  sources: number;
  labelsPerSource: number;
  seed: number;
  /** Accuracy of a source's n-th label, n from 0. */
  accuracyOf(source: number, n: number): number;
}

const CLASSES = 10;
const DIMENSION = 64;
/** Length of the class means among unit noise: a linear probe is about 75 % right. */
const SEPARATION = 2.3;
const GOLD_SHARE = 0.1;
/** The second label of an example comes up to so many labels after the first. */
const MAX_LAG = 20;

/**
 * Two labels per example by different sources, 64 features, a tenth of the examples gold, errors uniform: one line each, in order
 * of arrival.
 * @returns the source of each line
 */
export async function writeStream(file: string, settings: ServiceStreamSettings): Promise<number[]> {
  const { sources, labelsPerSource, seed, accuracyOf } = settings;
  const random = new Random(seed);
  const means = Array.from({ length: CLASSES }, () => scaled(gaussians(random), SEPARATION));
  const arrivals = arrivalsOf(sources, labelsPerSource, random);
  const given = new Int32Array(sources);
  const met = new Map<number, number>();
  const out = createWriteStream(file);
  for (const { example, source } of arrivals) {
    const first = !met.has(example);
    const truth = met.get(example) ?? random.below(CLASSES);
    met.set(example, truth);
    const right = random.next() < accuracyOf(source, given[source]!++);
    const label = right ? truth : (truth + 1 + random.below(CLASSES - 1)) % CLASSES;
    const line = { exampleId: `e${example}`, sourceId: `s${source}`, label };
    const features = first && { features: featuresOf(means[truth]!, random) };
    const gold = first && random.next() < GOLD_SHARE && { gold: truth };
    if (!out.write(`${JSON.stringify({ ...line, ...features, ...gold })}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return arrivals.map((arrival) => arrival.source);
}

interface Arrival {
  example: number;
  source: number;
  at: number;
}

/** Every source labels the same number of examples, each with another partner. */
function arrivalsOf(sources: number, labelsPerSource: number, random: Random): Arrival[] {
  const arrivals: Arrival[] = [];
  for (let round = 0, example = 0; round < labelsPerSource; round++) {
    const order = random.shuffle(Int32Array.from({ length: sources }, (_, s) => s));
    for (let n = 0; n + 1 < sources; n += 2, example++) {
      arrivals.push({ example, source: order[n]!, at: 2 * example + random.next() });
      arrivals.push({ example, source: order[n + 1]!, at: 2 * example + 1 + MAX_LAG * random.next() });
    }
  }
  return arrivals.sort((a, b) => a.at - b.at);
}

function featuresOf(mean: number[], random: Random): number[] {
  return gaussians(random).map((value, d) => Math.round((value + mean[d]!) * 1e4) / 1e4);
}

function gaussians(random: Random): number[] {
  return Array.from({ length: DIMENSION }, () => random.normal());
}

function scaled(values: number[], length: number): number[] {
  const norm = Math.hypot(...values);
  return values.map((value) => (value * length) / norm);
}
