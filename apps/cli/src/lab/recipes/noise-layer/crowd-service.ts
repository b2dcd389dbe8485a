import * as tf from '@tensorflow/tfjs-core';
import { defaultFolds, fineTune, foldOf, readVersion, Scorer, type BackendName, type EvidenceMatrix } from '#model';
import type { TrainingJob, TrainingSettings } from '#model';
import { argmax, countCrowd, crowdNoise, logEvidence, majorityVote, posterior, tempered } from '#noise';
import type { CrowdLabels, HeadEvidence, PosteriorSettings } from '#noise';
import type { Images } from '../../data/image-set.js';
import { pixelsPer } from '../../data/image-set.js';
import type { Figures, RunContext } from '../../run/recipe.js';
import { judgedAgainst, type CrowdExamples } from './crowd-data.js';

/** Passes matrices <-> posteriors after the fine-tune. */
const PASSES = 10;

/**
 * One fine-tune of the service on the crowd's labels, by the service's own `fineTune` and `Scorer`. Ours: the pixels are its
 * features, all labels come at once, and it is told that the classes are equally frequent.
 *
 * @param labels those of the crowd, or the same with one source for all
 */
export async function byService(
  context: RunContext,
  { drawn }: CrowdExamples,
  labels: CrowdLabels,
  training: Partial<TrainingSettings>,
): Promise<Figures> {
  const backend = (tf.getBackend() === 'tensorflow' ? 'native' : tf.getBackend()) as BackendName;
  const result = await fineTune(jobOf(drawn.train, labels, context.seed), { backend, training });
  const { settings } = result.report;
  const posteriors = settled(labels, settings, result.evidence);
  const told = posteriors.map((t) => tempered(t, settings.temperature));
  return {
    ...judgedAgainst(drawn.train.labels, told),
    test: await testError(result.version, drawn.test, backend),
  };
}

function jobOf(train: Images, labels: CrowdLabels, seed: number): TrainingJob {
  const { exampleCount: N, sourceCount, classCount: K } = labels;
  const perImage = labels.example.length / N;
  return {
    project: 'lab',
    version: 1,
    seed,
    classCount: K,
    folds: defaultFolds,
    exampleFold: Int8Array.from({ length: N }, (_, n) => foldOf(String(n), defaultFolds)),
    features: { ...featuresOf(train), row: Int32Array.from({ length: N }, (_, n) => n) },
    labels: {
      start: Int32Array.from({ length: N + 1 }, (_, n) => n * perImage),
      source: Int32Array.from(labels.source),
      given: Int32Array.from(labels.given),
    },
    gold: new Int32Array(N).fill(-1),
    sourceCounts: Array.from({ length: sourceCount }, () => []),
    pooledCounts: [],
    classPrior: new Float64Array(K).fill(1 / K),
  };
}

function featuresOf(images: Images) {
  return { values: images.pixels, dimension: pixelsPer(images.shape) };
}

/**
 * Posteriors of the training images from out-of-fold evidence and a Q per source, by the functions with which the service
 * judges labels, without the label's own counts; there labels come one by one, here they settle in passes, from what the evidence says.
 */
function settled(labels: CrowdLabels, settings: PosteriorSettings, evidence?: EvidenceMatrix): Float64Array[] {
  const K = labels.classCount;
  const prior = new Float64Array(K).fill(1 / K);
  const logs = Array.from({ length: labels.exampleCount }, (_, n) =>
    logEvidence(headsOf(evidence, n, K), prior, settings),
  );
  // Votes would hold a source that is alone for always right, and nothing would move it.
  let posteriors = evidence ? logs.map((log) => posterior(log, [], settings.correlation)) : majorityVote(labels);
  for (let pass = 0; pass < PASSES; pass++) {
    const counts = countCrowd(labels, posteriors);
    const noise = crowdNoise(counts, K, settings);
    const columns: Float64Array[][] = posteriors.map(() => []);
    for (let l = 0; l < labels.example.length; l++) {
      const n = labels.example[l]!;
      columns[n]!.push(noise[labels.source[l]!]!.column(labels.given[l]!, counts.masses[n]));
    }
    posteriors = columns.map((of, n) => posterior(logs[n]!, of, settings.correlation));
  }
  return posteriors;
}

function headsOf(evidence: EvidenceMatrix | undefined, n: number, K: number): HeadEvidence | undefined {
  const row = (of: Float32Array) => of.subarray(n * K, (n + 1) * K);
  return evidence && { model: row(evidence.model), prototype: row(evidence.prototype) };
}

/** Of the version on images without labels, all members together. */
async function testError(bytes: Uint8Array, test: Images, backend: BackendName): Promise<number> {
  const { network, settings, classCount: K } = readVersion(bytes);
  if (!network) return 1 - 1 / K; // the gate said that the features say nothing
  const scorer = await Scorer.open({ backend });
  await scorer.load('lab', bytes);
  const scores = await scorer.score('lab', featuresOf(test), new Int8Array(test.count).fill(-1));
  scorer.close();
  const prior = new Float64Array(K).fill(1 / K);
  const wrong = test.labels.filter((label, n) => argmax(logEvidence(headsOf(scores, n, K), prior, settings)) !== label);
  return wrong.length / test.count;
}
