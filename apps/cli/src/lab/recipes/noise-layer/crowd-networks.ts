import * as tf from '@tensorflow/tfjs-core';
import { jointNoiseLosses } from '#model';
import { argmax, logOf, majorityVote, softmaxInPlace } from '#noise';
import type { NoiseRows } from '../../noise/label-noise.js';
import type { LabNetwork } from '../../networks/lab-network.js';
import { trainOn } from '../../run/noisy-run.js';
import type { Figures, RunContext } from '../../run/recipe.js';
import { crossEntropy } from '../../train/baselines.js';
import { pixelScale } from '../../train/batches.js';
import { logProbabilities } from '../../train/evaluate.js';
import type { Loss } from '../../train/objective.js';
import { eachLabelAlone, judgedAgainst, type CrowdExamples } from './crowd-data.js';
import { runMethod, type MethodName } from './methods.js';

/** One Q for all, every label an example of its own: the paper's method on a crowd. */
export function oneMatrix(method: MethodName, context: RunContext, crowd: CrowdExamples): Promise<Figures> {
  return runMethod(method, context, eachLabelAlone(crowd, context.seed), (network, layer) => {
    const rows = layer.rows();
    return judged(network, crowd, () => rows);
  });
}

/** Cross-entropy on the class with most votes, ties to the lower one; the truth is then what the network says. */
export function byMajority(context: RunContext, crowd: CrowdExamples): Promise<Figures> {
  const given = Int32Array.from(majorityVote(crowd.labels), argmax);
  const saysNothing = crowd.pooled.map((row) => row.map(() => 1));
  return learn(context, crowd, { given, loss: crossEntropy, matrixOf: () => saysNothing });
}

/** All labels of an image together, each by its annotator's own true Q: the most that a Q per source can give. */
export function byTrueMatrices(context: RunContext, crowd: CrowdExamples): Promise<Figures> {
  const K = crowd.labels.classCount;
  const likelihoods = logLikelihoods(crowd, (source) => crowd.matrices[source]!);
  const loss: Loss = (logits, _, rows) => {
    const ofRows = new Float32Array(rows.length * K);
    rows.forEach((row, n) => ofRows.set(likelihoods[row]!, n * K));
    return jointNoiseLosses(logits, tf.tensor2d(ofRows, [rows.length, K]));
  };
  const given = new Int32Array(crowd.labels.exampleCount); // the loss looks at the rows
  return learn(context, crowd, { given, loss, matrixOf: (source) => crowd.matrices[source]! });
}

interface Learning {
  given: Int32Array;
  loss: Loss;
  /** Q of a source, to judge the labels with after training. */
  matrixOf(source: number): NoiseRows;
}

async function learn(context: RunContext, crowd: CrowdExamples, { given, loss, matrixOf }: Learning): Promise<Figures> {
  const examples = { ...crowd.drawn, given, noise: crowd.pooled };
  const { epochs, used } = await trainOn(context, examples, { objective: { loss } }, (network) =>
    judged(network, crowd, matrixOf),
  );
  return { ...used, test: epochs.at(-1)!.errors['test']! };
}

/** Of `t[i] ∝ p(i | x) · Π_s Q_s[i][given_s]` on the training images. */
function judged(network: LabNetwork, crowd: CrowdExamples, matrixOf: (source: number) => NoiseRows): Figures {
  const { train } = crowd.drawn;
  const K = crowd.labels.classCount;
  const logP = logProbabilities(network, train, pixelScale(train));
  const posteriors = logLikelihoods(crowd, matrixOf).map((row, n) =>
    softmaxInPlace(row.map((log, i) => log + logP[n * K + i]!)),
  );
  return judgedAgainst(train.labels, posteriors);
}

/** `[N][K]` log Π_s Q_s[i][given_s] of each image. */
function logLikelihoods({ labels }: CrowdExamples, matrixOf: (source: number) => NoiseRows): Float64Array[] {
  const rows = Array.from({ length: labels.exampleCount }, () => new Float64Array(labels.classCount));
  for (let l = 0; l < labels.example.length; l++) {
    const matrix = matrixOf(labels.source[l]!);
    const logs = logOf(matrix.map((row) => Math.max(row[labels.given[l]!]!, 1e-9)));
    rows[labels.example[l]!]!.forEach((_, i, row) => (row[i]! += logs[i]!));
  }
  return rows;
}
