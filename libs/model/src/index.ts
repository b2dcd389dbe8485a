export {
  backendNames,
  liveTensors,
  openBackend,
  openOne,
  type Backend,
  type BackendChoice,
  type BackendName,
  type BackendReport,
  automaticOrder,
  type BackendRole,
  type OpenBackend,
} from './backend.js';
export { measureBackend, measuredInputs, measuredShape, type BackendSpeed } from './backends/measure.js';
export { registerGradients } from './gradients.js';
export { imageShape, type ImageShape } from './conv-body.js';
export { fineTune, type FineTuneOptions } from './fine-tune.js';
export type { FeatureMatrix } from './features.js';
export { defaultFolds, foldOf } from './fold.js';
export type {
  EvidenceMatrix,
  PrototypeExamples,
  TrainingJob,
  TrainingProgress,
  TrainingReport,
  TrainingResult,
} from './job.js';
export { logSoftmaxRows, type MemberWeights, type RawScores } from './member.js';
export type { Network, NetworkShape, NetworkWeights, StepSettings } from './network.js';
export {
  givenProbabilities,
  jointNoiseLosses,
  logColumns,
  NoiseLayer,
  noiseLayerLosses,
  type NoiseLayerPull,
} from './noise-layer.js';
export { NoiseLayerOnset } from './noise-layer-onset.js';
export {
  lossAtPercentile,
  oddLoss,
  oddThreshold,
  randomLosses,
  randomLossesOfRows,
  standardStatistics,
  type HiddenStatistics,
} from './odd.js';
export { Random } from './random.js';
export { defaultSchedule, trainingSchedule, type ScheduleSettings } from './schedule.js';
export type { OddHistogram } from './odd-histogram.js';
export { reweighted } from './reweighting.js';
export { Scorer, type PrototypeSimilarities } from './scorer.js';
export { topDownLosses } from './top-down.js';
export { defaultTrainingSettings, type TrainingSettings } from './training-settings.js';
export { readVersion, type ModelVersion } from './version.js';
export { ScoringPool } from './workers/scoring-pool.js';
export { TrainingWorker } from './workers/training-worker.js';
