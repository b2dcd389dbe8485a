import { argmax, defaultPosteriorSettings, logVotes, type PosteriorSettings } from '#noise';
import { openBackend, tensorBytes, type BackendChoice, type OpenBackend } from './backend.js';
import { BufferCrowd } from './buffer-crowd.js';
import { Ensemble } from './ensemble.js';
import { fitSettings, sampleExamples } from './fit-settings.js';
import { classPriorLoss, fitTemperature, gainOverFrequencies, headLoss } from './head-loss.js';
import type { EvidenceMatrix, TrainingJob, TrainingProgress, TrainingReport, TrainingResult } from './job.js';
import { hasEvidence, logEvidenceRow } from './label-prediction.js';
import { givenLosses, oddExamples, oddThreshold } from './odd.js';
import { oddHistogram, type OddHistogram } from './odd-histogram.js';
import { Random } from './random.js';
import { defaultTrainingSettings, type TrainingSettings } from './training-settings.js';
import { readVersion, writeVersion, type OpenVersion } from './version.js';
import { previousEvidence } from './previous-evidence.js';

export interface FineTuneOptions {
  backend?: BackendChoice;
  signal?: AbortSignal;
  onProgress?: (progress: TrainingProgress) => void;
  training?: Partial<TrainingSettings>;
}

/** A version may be worse than what it replaces by this much (nats per label): the measurement is not exact. */
const TOLERANCE = 0.01;
/** Nats per label that a network must gain over the class frequencies, and more than twice the gain's standard error. */
const MIN_GAIN = 0.005;
const LABELS_ONLY_ROUNDS = 3;
/** Posteriors and noise matrices settle slower than the members: passes of one after the other per round. */
const PASSES_PER_ROUND = 4;

/**
 * Makes a model version from a snapshot of the replay buffer: EM rounds of training the members through the noise layer
 * and estimating the noise matrices, then temperatures and posterior settings by label prediction, then the gate.
 * Deterministic: equal jobs give equal bytes. Blocks its thread (call it through `TrainingWorker`), but breathes.
 *
 * @throws the signal's reason when aborted; RangeError on a malformed job
 */
export async function fineTune(job: TrainingJob, options: FineTuneOptions = {}): Promise<TrainingResult> {
  const startedMs = performance.now();
  const backend = await openBackend(options.backend, 'training');
  const training = { ...defaultTrainingSettings, ...options.training };
  const random = new Random(job.seed + job.version);
  const crowd = new BufferCrowd(job);
  const sample = sampleExamples(crowd, random);
  const from = job.previous ? readVersion(job.previous).settings : defaultPosteriorSettings;
  labelsOnlyRounds(crowd, from);
  const tell = progressTeller(job, backend, options);
  tell(0, 0);
  const { signal } = options;
  const learned = job.features && (await learn(job, crowd, sample, from, training, random, { signal, tell }));
  const result = learned ?? settingsOnly(job, crowd, sample, training);
  return {
    ...result,
    seconds: (performance.now() - startedMs) / 1000,
    tensors: backend.alive(),
    backend: backend.name,
  };
}

type Made = Omit<TrainingResult, 'seconds' | 'tensors' | 'backend'>;

type Teller = (share: number, epochs: number) => void;

function progressTeller(job: TrainingJob, backend: OpenBackend, { onProgress }: FineTuneOptions): Teller {
  const examples = job.gold.length;
  return (share, epochs) =>
    onProgress?.({ share, epochs: Math.floor(epochs), examples, tensors: backend.alive(), tensorBytes: tensorBytes() });
}

function labelsOnlyRounds(crowd: BufferCrowd, settings: PosteriorSettings): void {
  for (let round = 0; round < LABELS_ONLY_ROUNDS; round++) {
    believe(crowd, undefined, settings);
  }
}

function settingsOnly(
  job: TrainingJob,
  crowd: BufferCrowd,
  sample: Int32Array,
  training: TrainingSettings,
  losses?: TrainingReport['losses'],
  gate = 'labels only: settings without a network',
): Made {
  const settings = { ...fitSettings(crowd, sample, undefined), ...training.settings };
  crowd.readMatrices(settings);
  const known = losses ?? { version: null, previous: null, classPrior: classPriorLoss(crowd, sample) };
  const report = reportOf(job, { settings, losses: known, gate });
  return { version: writeVersion(versionOf(job, report)), accepted: true, report };
}

async function learn(
  job: TrainingJob,
  crowd: BufferCrowd,
  sample: Int32Array,
  from: PosteriorSettings,
  training: TrainingSettings,
  random: Random,
  { signal, tell }: { signal: AbortSignal | undefined; tell: Teller },
): Promise<Made | undefined> {
  const ensemble = Ensemble.open(job, training, random);
  if (!ensemble) return undefined;
  let settings = from;
  let temperatures = { model: 1, prototype: 0.1 };
  let evidence: EvidenceMatrix | undefined;
  let isOdd: Uint8Array = new Uint8Array(crowd.exampleCount);
  for (let round = 0; round < ensemble.rounds; round++) {
    crowd.readMatrices(settings);
    const logLikelihood = crowd.logLikelihoods(settings);
    const onMember = (share: number) => tell((round + share) / ensemble.rounds, (round + share) * ensemble.epochs);
    await ensemble.train(targetsOf(crowd, logLikelihood, training), isOdd, { signal, onMember });
    temperatures = {
      model: fitTemperature('model', crowd, sample, (t) => ensemble.head('model', t)),
      prototype: fitTemperature('prototype', crowd, sample, (t) => ensemble.head('prototype', t)),
    };
    evidence = ensemble.evidence(temperatures);
    settings = { ...fitSettings(crowd, sample, evidence), ...training.settings };
    if (training.oddFilter) {
      const threshold = meanThreshold(ensemble.randomLosses(temperatures.model), job.classCount);
      isOdd = oddExamples(job, evidence.model, threshold);
    }
    for (let pass = 0; pass < PASSES_PER_ROUND; pass++) believe(crowd, evidence, settings);
  }
  const dropped = isOdd.reduce((sum, odd) => sum + odd, 0);
  return judge(job, crowd, sample, ensemble, { settings, temperatures, evidence: evidence!, training, dropped });
}

/** `[N, K]` log-likelihoods that the members learn from. */
function targetsOf(crowd: BufferCrowd, logLikelihood: Float64Array, training: TrainingSettings): Float64Array {
  const K = crowd.classCount;
  if (!training.noiseLayer) return likeliestOnly(crowd.posteriors, K);
  return training.evidenceInTraining ? crowd.posteriors.map((p) => Math.log(p + 1e-9)) : logLikelihood;
}

/** `[N, K]`: 0 for a row's largest entry, as good as impossible for the others. */
function likeliestOnly(posteriors: Float64Array, K: number): Float64Array {
  const targets = new Float64Array(posteriors.length).fill(Math.log(1e-9));
  for (let at = 0; at < posteriors.length; at += K) targets[at + argmax(posteriors.subarray(at, at + K))] = 0;
  return targets;
}

interface Learned {
  settings: PosteriorSettings;
  temperatures: { model: number; prototype: number };
  evidence: EvidenceMatrix;
  training: TrainingSettings;
  dropped: number;
}

/**
 * The gate: out-of-sample loss of the labels against no model at all, and against the version in use. Where features say
 * nothing and nothing was learned before, the version carries settings only.
 */
async function judge(
  job: TrainingJob,
  crowd: BufferCrowd,
  sample: Int32Array,
  ensemble: Ensemble,
  learned: Learned,
): Promise<Made> {
  const { settings, temperatures, evidence, training } = learned;
  crowd.readMatrices(settings);
  const before = await previousEvidence(job);
  const losses = {
    version: headLoss(crowd, sample, evidence.model),
    previous: before ? headLoss(crowd, sample, before.model) : null,
    classPrior: classPriorLoss(crowd, sample),
  };
  const { gain, standardError } = gainOverFrequencies(crowd, sample, evidence.model);
  const saysSomething = gain > Math.max(MIN_GAIN, 2 * standardError);
  if (!saysSomething && losses.previous === null) return withoutNetwork(job, sample, training, losses);
  const accepted = saysSomething && losses.version <= (losses.previous ?? Infinity) + TOLERANCE;
  const gate = `label loss ${words(losses)}: ${accepted ? 'accepted' : 'refused'}`;
  const odd = oddOf(job, ensemble, evidence, temperatures.model);
  const { dropped } = learned;
  const report = reportOf(job, { settings, temperatures, losses, gate, oddThreshold: odd.threshold, odd, dropped });
  report.epochs = ensemble.rounds * ensemble.epochs;
  const version = writeVersion({ ...versionOf(job, report), ...ensemble.weights() });
  return { version, accepted, report, evidence, prototypes: ensemble.prototypeExamples() };
}

/** Mean of the members' thresholds. */
function meanThreshold(losses: Float64Array[], classCount: number): number {
  return losses.reduce((sum, own) => sum + oddThreshold(own, classCount), 0) / losses.length;
}

function oddOf(job: TrainingJob, ensemble: Ensemble, evidence: EvidenceMatrix, temperature: number): OddHistogram {
  const losses = ensemble.randomLosses(temperature);
  const random = Float64Array.from(losses.flatMap((own) => [...own])).sort();
  return oddHistogram(givenLosses(job, evidence.model), random, meanThreshold(losses, job.classCount));
}

function withoutNetwork(
  job: TrainingJob,
  sample: Int32Array,
  training: TrainingSettings,
  losses: TrainingReport['losses'],
): Made {
  const crowd = new BufferCrowd(job);
  labelsOnlyRounds(crowd, defaultPosteriorSettings);
  return settingsOnly(
    job,
    crowd,
    sample,
    training,
    losses,
    `label loss ${words(losses)}: the features say nothing yet`,
  );
}

function words({ version, previous, classPrior }: TrainingReport['losses']): string {
  return `${figure(version)} (class frequencies ${figure(classPrior)}, version in use ${figure(previous)})`;
}

/** One pass: matrices from the counts, posteriors from matrices and evidence, counts from the posteriors. */
function believe(crowd: BufferCrowd, evidence: EvidenceMatrix | undefined, settings: PosteriorSettings): void {
  crowd.readMatrices(settings);
  crowd.update(evidenceRows(crowd, evidence, settings), crowd.logLikelihoods(settings));
}

/** `[N, K]`; the votes, where there is no evidence. */
function evidenceRows(
  crowd: BufferCrowd,
  evidence: EvidenceMatrix | undefined,
  settings: PosteriorSettings,
): Float64Array {
  const rows = new Float64Array(crowd.exampleCount * crowd.classCount);
  const K = crowd.classCount;
  for (let n = 0; n < crowd.exampleCount; n++) {
    const row = rows.subarray(n * K, (n + 1) * K);
    row.set(logEvidenceRow(evidence, n, crowd.logPrior, settings));
    if (hasEvidence(evidence, n, K)) continue;
    logVotes(crowd.givenOf(n), K, settings).forEach((vote, i) => (row[i]! += vote));
  }
  return rows;
}

function reportOf(
  job: TrainingJob,
  known: Pick<TrainingReport, 'settings' | 'losses' | 'gate'> & Partial<TrainingReport>,
): TrainingReport {
  return {
    temperatures: { model: 1, prototype: 1 },
    oddThreshold: null,
    odd: null,
    dropped: 0,
    epochs: 0,
    examples: job.gold.length,
    labels: job.labels.given.length,
    ...known,
  };
}

function versionOf(job: TrainingJob, report: TrainingReport): OpenVersion {
  const { version, classCount, folds } = job;
  const { settings, temperatures } = report;
  return {
    version,
    classCount,
    folds,
    settings,
    temperatures,
    oddThreshold: report.oddThreshold ?? Infinity,
    report,
    members: [],
  };
}

function figure(loss: number | null): string {
  return loss?.toFixed(4) ?? 'none';
}
