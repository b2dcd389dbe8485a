/** How the true label of an example became known. Only honeypot and sampled gold may enter a test. */
export type GoldOrigin = 'honeypot' | 'sampled' | 'targeted';

/**
 * Features of one example: an embedding (float32) or the pixels of an image (uint8, 0 to 255, row-major).
 * On the wire: little-endian bytes; in JSON: an array of numbers or the base64 of those bytes.
 */
export type Features = Float32Array | Uint8Array;

interface EventBase {
  project: string;
  exampleId: string;
  /** When it happened, epoch milliseconds; the record's own time when absent. */
  atMs?: number;
}

/** A source labeled an example. `label` is a class index or a class name. */
export interface LabelEvent extends EventBase {
  kind: 'label';
  sourceId: string;
  label: number | string;
  features?: Features;
  /** What the annotator saw, where that is text. */
  text?: string;
  /** How long the source took over it, milliseconds, where that is known. */
  durationMs?: number;
}

/** The source took its label back. */
export interface RetractEvent extends EventBase {
  kind: 'retract';
  sourceId: string;
}

/** The true label of an example is known. */
export interface GoldEvent extends EventBase {
  kind: 'gold';
  label: number | string;
  origin: GoldOrigin;
  reviewer?: string;
}

/** What a reviewer did with an example other than saying its true label. */
export type ReviewOutcome =
  | 'unsure' // looked, and could not tell
  | 'undone'; // takes the gold back

/** A reviewer could not tell, or took a decision back. What has entered a test stays there. */
export interface ReviewEvent extends EventBase {
  kind: 'review';
  outcome: ReviewOutcome;
  reviewer: string;
}

/**
 * A model version's out-of-sample evidence about one example (from the member of the example's fold).
 * Ignored unless `pass` is above the pass stored with the example.
 */
export interface RescoreEvent extends EventBase {
  kind: 'rescore';
  modelVersion: number;
  /** Rescoring pass, increasing over the life of a project; a version may be followed by several passes. */
  pass: number;
  /** Absent for an example without features: its posterior is recomputed with the noise matrices of now. */
  evidence?: Evidence;
}

export type LabelingEvent = LabelEvent | RetractEvent | GoldEvent | ReviewEvent | RescoreEvent;

/** What the model says of one example's true label, before the labels are looked at. */
export interface Evidence {
  /** log p(class | features) of the softmax head, temperature-scaled. `[K]`, natural log. */
  model: Float32Array;
  /** log of the softmax over the mean cosine similarity to each class's prototypes. `[K]`, natural log. */
  prototype: Float32Array;
}

/** The key of every event's record: the same example always goes to the same partition. */
export function exampleKey(event: Pick<LabelingEvent, 'project' | 'exampleId'>): string {
  return `${event.project}/${event.exampleId}`;
}
