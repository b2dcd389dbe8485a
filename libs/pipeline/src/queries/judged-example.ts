import { decodeExampleState } from '#judge';
import type { GoldLabel, Mass, Project } from '#labels';
import { mostProbable, probabilityIn } from '#noise';

/** What is made of one current label. */
export interface JudgedLabel {
  sourceId: string;
  /** Class index. */
  given: number;
  atMs: number;
  quality: number;
  suspect: boolean;
  /** It has entered the test of its source, or never will. */
  settled: boolean;
}

/** One example as JUDGE last committed it. */
export interface JudgedExample {
  exampleId: string;
  /** As users hear of it; absent while the example has no label, and with it the suggested class. */
  posterior?: Mass;
  /** Class index of the most probable class, and how probable it is. */
  suggested?: { label: number; probability: number };
  gold?: GoldLabel;
  modelVersion: number;
  labels: JudgedLabel[];
}

/** @param bytes of the state */
export function judgedExample(exampleId: string, bytes: Uint8Array, project: Project): JudgedExample {
  const { labels, mass, told: posterior = mass, gold, modelVersion } = decodeExampleState(bytes);
  const base = { exampleId, ...(gold && { gold }), modelVersion };
  if (!posterior) return { ...base, labels: [] };
  const classCount = project.classes.length;
  const { label } = mostProbable(posterior);
  const judged = labels.map(({ sourceId, given, atMs, settled }) => {
    const quality = probabilityIn(posterior, given, classCount);
    const suspect = label !== given && quality < project.settings.suspectBelow;
    return { sourceId, given, atMs, quality, suspect, settled };
  });
  return {
    ...base,
    posterior,
    suggested: { label, probability: probabilityIn(posterior, label, classCount) },
    labels: judged,
  };
}

/** Which examples are shown. What is asked of a label, one and the same label must have; what is absent does not matter. */
export interface ExampleFilter {
  sourceId?: string;
  suspect?: boolean;
  /** Class index that was given. */
  label?: number;
  minQuality?: number;
  maxQuality?: number;
  /** Class index. */
  suggested?: number;
  /** Whether the true label is known. */
  gold?: boolean;
}

export function isEmptyFilter(filter: ExampleFilter): boolean {
  return Object.keys(filter).length === 0;
}

/** What the filter asks of a label; what it asks of the example is not looked at. */
export function labelFits(label: JudgedLabel, filter: ExampleFilter): boolean {
  const { sourceId, suspect, label: given, minQuality = 0, maxQuality = 1 } = filter;
  return (
    label.sourceId === (sourceId ?? label.sourceId) &&
    label.suspect === (suspect ?? label.suspect) &&
    label.given === (given ?? label.given) &&
    label.quality >= minQuality &&
    label.quality <= maxQuality
  );
}

export function exampleFits(example: JudgedExample, filter: ExampleFilter): boolean {
  const { suggested, gold, ...ofLabel } = filter;
  if (gold !== undefined && (example.gold !== undefined) !== gold) return false;
  if (suggested !== undefined && example.suggested?.label !== suggested) return false;
  return isEmptyFilter(ofLabel) || example.labels.some((label) => labelFits(label, ofLabel));
}
