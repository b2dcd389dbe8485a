import { encodeEvent, exampleKey, type LabelEvent } from '#labels';
import type { NewRecord } from '#stream';
import { seededRandom } from './seeded-random.js';

export interface Workload {
  name: string;
  labels: number;
  labelsPerExample: number;
  dimension?: number;
}

export const project = 'bench';
export const classCount = 10;
const sources = 200;

export const workloads: Workload[] = [
  { name: '2 KB examples, model serving', labels: 20_000, labelsPerExample: 1, dimension: 512 },
  { name: 'labels only', labels: 60_000, labelsPerExample: 3 },
];

/** Label events as records, from the n-th example on. */
export function recordsOf({ labels, labelsPerExample, dimension }: Workload, prefix: string): NewRecord[] {
  const random = seededRandom(7);
  return Array.from({ length: labels }, (_, n) => {
    const example = Math.floor(n / labelsPerExample);
    const truth = example % classCount;
    const source = (n * 31 + Math.floor(random() * sources)) % sources;
    const event: LabelEvent = {
      kind: 'label',
      project,
      exampleId: `${prefix}${example}`,
      sourceId: `w${source}`,
      label: random() < 0.85 ? truth : Math.floor(random() * classCount),
      ...(dimension !== undefined && { features: featuresOf(truth, dimension, random) }),
    };
    const { value, contentType } = encodeEvent(event);
    return { topic: 'events', key: exampleKey(event), headers: { 'content-type': contentType }, value };
  });
}

function featuresOf(truth: number, dimension: number, random: () => number): Float32Array {
  return Float32Array.from({ length: dimension }, (_, d) => (d % classCount === truth ? 0.5 : 0) + random() - 0.5);
}
