import type { AlertKind, EvidenceGrade, Mass } from '#labels';
import { AccuracyTest, ConfusionTest, DriftDetector } from '#sequential';
import { NoiseHistory } from './noise-history.js';

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
  trueClass?: number;
  openedAtMs: number;
  /** Looks for the time since when the source is above the line; the alarm closes when it is found. */
  recovery: DriftDetector;
}

/** The opening test of one evidence grade, and the alarm that it opened. */
export interface GradeTests {
  evidence: EvidenceGrade;
  /** Labels that entered. */
  labels: number;
  /** Alarms opened so far; decides the level that the next one may spend. */
  openings: number;
  accuracy: AccuracyTest;
  confusion: ConfusionTest;
  alarm?: OpenAlarm;
}

export interface DriftTest {
  openings: number;
  detector: DriftDetector;
  alarm?: OpenAlarm;
}

/** What happened to a source's alarms, newest last; bounded. */
export interface AlarmRecord {
  kind: AlertKind;
  state: 'open' | 'resolved';
  evidence: EvidenceGrade;
  atMs: number;
  offset: number;
  labels: number;
  accuracy: number;
}

/** All that WATCH keeps of one source in one project. */
export interface SourceState {
  history: NoiseHistory;
  /** Labels ever given (replacements included). */
  given: number;
  pending: PendingLabel[];
  gold: GradeTests;
  model: GradeTests;
  drift: DriftTest;
  records: AlarmRecord[];
  firstMs: number;
  lastMs: number;
}

export function newSourceState(): SourceState {
  return {
    history: new NoiseHistory(),
    given: 0,
    pending: [],
    gold: newGradeTests('gold'),
    model: newGradeTests('model'),
    drift: { openings: 0, detector: new DriftDetector() },
    records: [],
    firstMs: 0,
    lastMs: 0,
  };
}

export function newGradeTests(evidence: EvidenceGrade, openings = 0): GradeTests {
  return { evidence, labels: 0, openings, accuracy: new AccuracyTest('below'), confusion: new ConfusionTest() };
}
