import type { GoldOrigin } from '#labels';

/** What one person said of one example on a labeling platform, as it stood at one moment. */
export interface Annotation {
  /** On the platform; absent where it gives none, as in a file of labels. */
  id?: string;
  /** Of two versions of one annotation the later counts. Epoch milliseconds; 0: it is not known, the one that came last counts. */
  versionMs: number;
  exampleId: string;
  sourceId: string;
  /** Class index or name; absent: nothing that is one class of the example, and what was said before holds no more. */
  label?: number | string;
  /** What the platform holds for true. */
  gold?: { label: number | string; origin: GoldOrigin };
  atMs?: number;
  durationMs?: number;
  /** What the annotator saw, where that is text. */
  text?: string;
}

/** Something that gives no label, and why, in words for who set the connector up. */
export interface Skipped {
  what: string;
  why: string;
  /** It is no answer that a person may give, but something that could not be read or that the project does not know. */
  refused?: true;
}

export interface Reading {
  annotations: Annotation[];
  /** Ids of annotations that are gone. A platform may tell nothing else of them. */
  deleted: string[];
  skipped: Skipped[];
}

/**
 * A platform's own words read into ours. Pure: the same payload gives the same reading, whether it came by webhook or from
 * a file; who it is from, whether it came before and in what order is for the `AnnotationBook`.
 */
export interface Connector<Options> {
  readonly name: string;
  /** What cannot be taken of a payload is skipped. @throws InvalidInput when it is none of this platform's */
  read(payload: unknown, options: Options): Reading;
}

export function emptyReading(): Reading {
  return { annotations: [], deleted: [], skipped: [] };
}
