import type { AlarmSlot, AlertKind, AlertState, EvidenceGrade, Mass } from '#labels';
import {
  AccuracyTest,
  ConfusionDriftDetector,
  ConfusionTest,
  CopyingTest,
  DriftDetector,
  RecoveryTest,
} from '#sequential';
import { DurationHistogram } from './duration-histogram.js';
import type { WaitingLabel } from './gold-queue.js';
import { NoiseHistory } from './noise-history.js';
import { RecentLabels } from './recent-labels.js';

/** A label that has not entered the model test yet, with the newest belief about it. */
export interface PendingLabel {
  exampleId: string;
  given: number;
  belief: Mass;
  /** How many labels the source had given when it gave this one. */
  rank: number;
}

export interface OpenAlarm {
  kind: AlertKind;
  /** Line of the test that opened it: accuracy, or recall of `trueClass`. */
  line: number;
  /** The class that it is about, if it is about one; with `givenClass` about that cell of the noise matrix. */
  trueClass?: number;
  givenClass?: number;
  openedAtMs: number;
  acknowledgedBy?: string;
  /** Looks for the time since when the source is above the line; the alarm closes when it is found. Without, by hand only. */
  recovery?: RecoveryTest;
}

/** What every test that opens alarms has. */
export interface Alarming {
  /** Alarms opened so far; decides the level that the next one may spend. */
  openings: number;
  alarm?: OpenAlarm;
}

/** The opening test of one evidence grade, and the alarm that it opened. */
export interface GradeTests extends Alarming {
  evidence: EvidenceGrade;
  /** Labels that entered. */
  labels: number;
  accuracy: AccuracyTest;
  confusion: ConfusionTest;
}

/** What a source was, and the accuracy below which it counts as changed. */
export interface AccuracyBefore {
  accuracy: number;
  baseline: number;
}

export interface DriftTest extends Alarming {
  /** As last computed; held while the evidence for a change is strong, since it may be in the past already. */
  before?: AccuracyBefore;
  detector: DriftDetector;
  cells: ConfusionDriftDetector;
  /** The past that counts begins here: a person accepted what the source had become. */
  sinceMs: number;
  /** The labels that entered last. */
  recent: RecentLabels;
}

export interface CopyTest extends Alarming {
  test: CopyingTest;
}

/** What happened to a source's alarms, and whether people paused it, newest last; bounded. */
export interface AlarmRecord {
  kind: AlertKind;
  state: AlertState;
  evidence: EvidenceGrade;
  opening: number;
  atMs: number;
  offset: number;
  labels: number;
  accuracy: number;
  by?: string;
  note?: string;
}

/** A person's decision that the source labels no more for now. */
export interface Pause {
  atMs: number;
  by: string;
  note?: string;
}

/** All that WATCH keeps of one source in one project. */
export interface SourceState {
  history: NoiseHistory;
  /** Labels ever given (replacements included). */
  given: number;
  pending: PendingLabel[];
  /** Labels drawn for review whose answers have not entered the gold test. */
  waiting: WaitingLabel[];
  /** Labels with honeypot or sampled gold, and those of them that were right. */
  goldLabels: number;
  goldRight: number;
  gold: GradeTests;
  model: GradeTests;
  drift: DriftTest;
  copying: CopyTest;
  durations: DurationHistogram;
  records: AlarmRecord[];
  /** Present while it is paused. */
  paused?: Pause;
  firstMs: number;
  lastMs: number;
}

export function newSourceState(): SourceState {
  return {
    history: new NoiseHistory(),
    given: 0,
    pending: [],
    waiting: [],
    goldLabels: 0,
    goldRight: 0,
    gold: newGradeTests('gold'),
    model: newGradeTests('model'),
    drift: {
      openings: 0,
      detector: new DriftDetector(),
      cells: new ConfusionDriftDetector(),
      sinceMs: 0,
      recent: new RecentLabels(),
    },
    copying: { openings: 0, test: new CopyingTest() },
    durations: new DurationHistogram(),
    records: [],
    firstMs: 0,
    lastMs: 0,
  };
}

export function newGradeTests(evidence: EvidenceGrade, openings = 0): GradeTests {
  return { evidence, labels: 0, openings, accuracy: new AccuracyTest('below'), confusion: new ConfusionTest() };
}

/** Labels that entered the model tests, or never will. */
export function enteredOf({ given, pending }: Pick<SourceState, 'given' | 'pending'>): number {
  return given - pending.length;
}

/** What a slot's claim rests on. */
export function evidenceOf(slot: AlarmSlot): EvidenceGrade {
  return slot === 'gold' ? 'gold' : 'model';
}
