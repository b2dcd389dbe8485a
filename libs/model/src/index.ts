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
export { euclideanPeaks } from './euclidean-peaks.js';
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
export { kMeans } from './k-means.js';
export { logSoftmaxRows, type MemberWeights, type RawScores } from './member.js';
export type { Network, NetworkShape, NetworkWeights, StepSettings } from './network.js';
export { jointNoiseLosses, NoiseLayer, noiseLayerLosses } from './noise-layer.js';
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
export { defaultPeaks, densityPeaks, greedyPeaks, type PeakChooser, type PeakSettings } from './prototype-choice.js';
export { nearestPrototypeScores, prototypeScores } from './prototype-scores.js';
export { choosePrototypes, prototypesBy, unitRows, type ChosenPrototypes, type Prototypes } from './prototypes.js';
export { Random } from './random.js';
export { defaultSchedule, trainingSchedule, type ScheduleSettings } from './schedule.js';
export type { OddHistogram } from './odd-histogram.js';
export { reweighted } from './reweighting.js';
export { Scorer, type PrototypeSimilarities } from './scorer.js';
export { correctedLabels, jointTargets } from './self-learning.js';
export { topDownLosses } from './top-down.js';
export { defaultTrainingSettings, type TrainingSettings } from './training-settings.js';
export { readVersion, type ModelVersion } from './version.js';
export { ScoringPool } from './workers/scoring-pool.js';
export { TrainingWorker } from './workers/training-worker.js';
