export * from './noise-history.js';
export * from './source-state.js';
export * from './source-state-codec.js';
export * from './project-state.js';
export { MAX_TIME_BUCKETS, type LabelSums, type TimeBucket } from './project-history.js';
export { CALIBRATION_LEVEL, type Calibration } from './calibration.js';
export { alarmBound, openingEvidenceOf } from './source-tests.js';
export { driftEvidenceOf, testDrift } from './drift-test.js';
export type { Transition } from './test-context.js';
export { openAlarms, type OpenAlarmOfSlot } from './alarm-actions.js';
export { patternsOf } from './patterns.js';
export * from './review-codec.js';
export {
  newReviewTally,
  reviewLanes,
  type LaneTally,
  type ReviewEntry,
  type ReviewLane,
  type ReviewTally,
  type SampledEntry,
  type TargetedEntry,
} from './review-entry.js';
export * from './review-queue.js';
export * from './watch-batch.js';
