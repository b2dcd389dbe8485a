import type { GoldOrigin } from './event.js';

/** Why a label is doubted or trusted. */
export type Reason =
  | 'gold' // the true label is known and differs
  | 'model' // the model alone prefers another class
  | 'prototypes' // the class prototypes alone prefer another class
  | 'odd' // the given label's loss lies beyond what uniformly random labels would get (ODD)
  | 'labels' // the other sources' labels alone prefer another class
  | 'source' // this source's noise matrix makes its label weak evidence
  | 'duplicate' // the source said this before: no effect
  | 'uninformed'; // nothing but the class frequencies and this label is known

/** Our judgement of one given label. */
export interface Verdict {
  project: string;
  exampleId: string;
  sourceId: string;
  /** Class index of the given label. */
  label: number;
  /** Probability that the given label is the true one, in [0, 1]; low = suspect. */
  quality: number;
  /** Class index of the most probable true label. */
  suggestedLabel: number;
  suspect: boolean;
  reasons: Reason[];
  /** 0 before the first model version. */
  modelVersion: number;
  /** 'label': one for each label event, in arrival order; 'revision': the judgement moved materially since. */
  cause: 'label' | 'revision';
  /** JUDGE partition, and a number contiguous per (partition, project): drop what is not above the last seen. */
  partition: number;
  seq: number;
  atMs: number;
}

/** Sparse distribution over classes in integer units of 1/65536; the masses sum to exactly 65536. */
export interface Mass {
  classes: number[];
  units: number[];
}

/** What one event did to one current (or just removed) label of its example. */
export interface ChangedLabel {
  sourceId: string;
  /** Class index. */
  given: number;
  /** The label's own time: its bucket. */
  atMs: number;
  effect: 'added' | 'kept' | 'removed';
  /**
   * The belief without this source's label, `[K]` as sparse mass, while the label has not settled; absent after, and
   * when gold of a targeted review made it unusable for tests.
   */
  belief?: Mass;
  /** The label settles with this record: gold is known or enough further labels came. */
  settled?: boolean;
  /** Class index of the honeypot or sampled gold against which this label is tested, on the one record that tests it. */
  gold?: number;
}

/** JUDGE -> WATCH, one per event that had an effect. Counts move by `after - before`. */
export interface Change {
  project: string;
  exampleId: string;
  partition: number;
  seq: number;
  /** Position of the causing event in its JUDGE partition. */
  offset: number;
  atMs: number;
  /** Posterior counted so far; absent when the example had no label. */
  before?: Mass;
  /** Posterior to count from now on; absent when the example has no label left. */
  after?: Mass;
  labels: ChangedLabel[];
}

export type AlertKind = 'accuracy' | 'confusion' | 'drift';
export type EvidenceGrade = 'gold' | 'model';

/** A source's alarm opened or resolved. */
export interface Alert {
  project: string;
  sourceId: string;
  kind: AlertKind;
  state: 'open' | 'resolved';
  evidence: EvidenceGrade;
  /** Labels of the source that had entered the test. */
  labels: number;
  /** Estimated accuracy of the source at that time. */
  accuracy: number;
  /** The line that it was tested against (accuracy of the class for kind confusion). */
  line: number;
  /** For kind confusion: true class index and the class it is most often called instead. */
  trueClass?: number;
  givenClass?: number;
  /** e-value reached, and the bound 1/level that it had to reach. */
  eValue: number;
  bound: number;
  partition: number;
  seq: number;
  /** Position of the causing event in its JUDGE partition. */
  offset: number;
  atMs: number;
}

/** An input record that could not be taken, and why. */
export interface DeadLetter {
  partition: number;
  offset: number;
  /** Names the field and the value. */
  reason: string;
  field?: string;
  /** The record as it came, UTF-8 where it is text, else base64. */
  text: string;
  encoding: 'utf8' | 'base64';
  atMs: number;
}

export interface GoldLabel {
  label: number;
  origin: GoldOrigin;
  reviewer?: string;
}
