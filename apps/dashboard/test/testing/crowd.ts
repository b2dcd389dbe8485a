import { seededRandom } from '#testing';

export interface CrowdOptions {
  examples: number;
  classes: number;
  /** Accuracy of each source, by its name. */
  sources: Record<string, number>;
  /** Sources that label each example, drawn from all. Default 3. */
  labelsPerExample?: number;
  /** Every n-th example is a honeypot. */
  goldEvery?: number;
  /** The first label's time; the following ones come a minute later each. Absent: none is sent. */
  fromMs?: number;
  /** Number of the first example. */
  first?: number;
  seed?: number;
}

export interface CrowdLabel {
  exampleId: string;
  sourceId: string;
  label: number;
  gold?: number;
  at?: string;
}

const MINUTE_MS = 60_000;

/** Labels of a crowd whose errors are uniform over the other classes. The same options give the same labels. */
export function crowdOf(options: CrowdOptions): CrowdLabel[] {
  const { examples, classes, sources, labelsPerExample = 3, goldEvery = 0, fromMs, first = 0, seed = 1 } = options;
  const random = seededRandom(seed);
  const below = (bound: number) => Math.floor(random() * bound);
  const names = Object.keys(sources);
  const labels: CrowdLabel[] = [];
  for (let n = first; n < first + examples; n++) {
    const truth = below(classes);
    const start = below(names.length);
    for (let k = 0; k < Math.min(labelsPerExample, names.length); k++) {
      const sourceId = names[(start + k) % names.length]!;
      const right = random() < sources[sourceId]!;
      const label = right ? truth : (truth + 1 + below(classes - 1)) % classes;
      const atMs = fromMs === undefined ? undefined : fromMs + labels.length * MINUTE_MS;
      const isGold = k === 0 && goldEvery > 0 && n % goldEvery === 0;
      labels.push({
        exampleId: `example-${n}`,
        sourceId,
        label,
        ...(isGold && { gold: truth }),
        ...(atMs !== undefined && { at: new Date(atMs).toISOString() }),
      });
    }
  }
  return labels;
}
