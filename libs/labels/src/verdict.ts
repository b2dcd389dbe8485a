import type { GoldOrigin, ReviewOutcome } from './event.js';

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
  /** The label settles with this record: gold is known or enough other labels are. */
  settled?: boolean;
  /** Class index of the honeypot or sampled gold against which this label is tested, on the one record that tests it. */
  gold?: number;
  /** How long the source took over it, milliseconds; with effect 'added', where it is known. */
  durationMs?: number;
  /** The label is suspect from now on, and was so far. */
  suspect?: true;
  wasSuspect?: true;
}

/** What was believed of an example before its gold was looked at: once per example, for the test of calibration. */
export interface Forecast {
  /** The belief without the first label's source. */
  belief: Mass;
  /** Class index of the honeypot or sampled gold. */
  truth: number;
  /** Version whose evidence the belief rests on; 0: none. */
  modelVersion: number;
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
  /** Class index, while gold of any origin is known. */
  gold?: number;
  /** The example was drawn at random for review, with this probability: its labels wait for the answer. */
  sampledWith?: number;
  forecast?: Forecast;
  review?: ReviewOutcome;
}

/** Tests that may have an alarm open at the same time; each has its own. */
export const alarmSlots = ['gold', 'model', 'drift', 'copying'] as const;
export type AlarmSlot = (typeof alarmSlots)[number];

/** A person's word on an open alarm, on the changes log beside what JUDGE says. Repeats have no effect. */
export interface AlarmAction {
  project: string;
  sourceId: string;
  slot: AlarmSlot;
  /** The opening that is meant: an alarm that was closed and opened again is another one. */
  opening: number;
  action: 'acknowledge' | 'resolve';
  /** Who says so. */
  by: string;
  note?: string;
  atMs: number;
}

/** A person's decision about a source, on the changes log. Repeats have no effect; no count, test or posterior moves. */
export interface SourceAction {
  project: string;
  sourceId: string;
  action: 'pause' | 'resume';
  /** Who says so. */
  by: string;
  note?: string;
  atMs: number;
}

/** `pause` is a person's decision about a source: open from the pause on until it is resumed. */
export const alertKinds = ['accuracy', 'confusion', 'drift', 'copying', 'calibration', 'pause'] as const;
export type AlertKind = (typeof alertKinds)[number];
export const alertStates = ['open', 'acknowledged', 'resolved'] as const;
export type AlertState = (typeof alertStates)[number];
export type EvidenceGrade = 'gold' | 'model';

/** A cell of a source's noise matrix that moved. */
export interface MovedCell {
  trueClass: number;
  givenClass: number;
  /** P(given | true) before and after the change, in [0, 1]. */
  before: number;
  after: number;
}

/** When and how a source changed. */
export interface DriftReport {
  /** The most likely first label after the change, and an interval that holds it with 90 %; counted in the source's labels, from 1. */
  label: number;
  between: [first: number, last: number];
  /** The times of the interval's ends, epoch milliseconds. */
  betweenMs: [first: number, last: number];
  /** Accuracy before and after. */
  from: number;
  to: number;
  /** Cells that moved most, with what speaks for it; at most 5. */
  cells: MovedCell[];
}

/** What a person recognises in a source's labels, with the figures that speak for it. */
export type Pattern =
  | { kind: 'random'; spammerScore: number; typicalScore: number } // rows of Q alike
  | { kind: 'constant'; givenClass: number; share: number; expectedShare: number } // one class, whatever it is
  | { kind: 'adversary'; accuracy: number } // worse than guessing
  | { kind: 'swapped'; trueClass: number; givenClass: number; share: number; shareBack: number } // two classes exchanged
  | { kind: 'fast'; medianMs: number; typicalMs: number } // far below the project's time per label
  | { kind: 'copying'; sourceId: string; agreement: number; expected: number; examples: number }; // agrees, where that source is probably wrong, beyond what its own errors explain
export type PatternKind = Pattern['kind'];

/** A transition of a source's alarm (of the project's, for kind calibration). */
export interface Alert {
  project: string;
  /** Empty for kind calibration, which concerns the whole project. */
  sourceId: string;
  kind: AlertKind;
  state: AlertState;
  /** Number of this opening of the slot's alarm, from 1; above 1 it was reopened. */
  opening: number;
  evidence: EvidenceGrade;
  /** False while the beliefs that it rests on are known to be not calibrated. Gold alarms are always reliable. */
  reliable: boolean;
  /** Labels of the source that had entered the test. */
  labels: number;
  /** Estimated accuracy of the source at that time, and its 95 % interval: any-time valid on gold, else credible. */
  accuracy: number;
  accuracyInterval: [low: number, high: number];
  /** The line that it was tested against (accuracy of the class for kind confusion). */
  line: number;
  /** For kind confusion: true class index and the class it is most often called instead. */
  trueClass?: number;
  givenClass?: number;
  /** e-value reached, and the bound 1/level that it had to reach. */
  eValue: number;
  bound: number;
  drift?: DriftReport;
  /** Strongest first. */
  patterns: Pattern[];
  /** For states acknowledged and resolved, when a person did it. */
  by?: string;
  note?: string;
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
