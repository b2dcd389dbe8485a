import type { Features } from '#labels';
import type { FeatureMatrix } from '#model';
import type { CrowdLabel } from './crowd-stream.js';

export interface LineFormat {
  /** How an example's features are written; only its first label carries them. */
  format: 'numbers' | 'base64' | 'none';
  /** Absent: labels are class indices. */
  classNames?: string[];
  /** Written first when present. */
  project?: string;
}

/** One label as a line of NDJSON, as `qualm replay` and `POST /v1/projects/:project/labels` read it. */
export function labelLine(label: CrowdLabel, features: FeatureMatrix, options: LineFormat): string {
  const { format, classNames, project } = options;
  const { exampleId, sourceId, given, isFirst, isGold, truth } = label;
  const nameOf = (k: number) => classNames?.[k] ?? k;
  const values = isFirst && format !== 'none' ? featuresOf(label, features) : undefined;
  return JSON.stringify({
    ...(project !== undefined && { project }),
    exampleId,
    sourceId,
    label: nameOf(given),
    ...(values && { features: format === 'base64' ? base64(values) : numbers(values) }),
    ...(isFirst && isGold && { gold: nameOf(truth) }),
  });
}

/** The pixels or the vector of the label's example; a view. */
export function featuresOf({ image }: CrowdLabel, { values, dimension }: FeatureMatrix): Features {
  return values.subarray(image * dimension, (image + 1) * dimension);
}

function base64(values: Features): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

/** Floats with the 5 digits that matter, so that files stay small. */
function numbers(values: Features): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(5)));
}
