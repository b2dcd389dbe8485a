import { jointTargets, Random } from '#model';
import type { LabNetwork } from '../../networks/lab-network.js';
import { noiseLevel } from '../../noise/label-noise.js';
import { trainOn, type NoisyExamples } from '../../run/noisy-run.js';
import type { Figures, RunContext } from '../../run/recipe.js';
import { crossEntropy } from '../../train/baselines.js';
import { pixelScale } from '../../train/batches.js';
import { errorOf, forwardMany } from '../../train/evaluate.js';
import { bestEpoch, type TrainState } from '../../train/train.js';
import { correct, type CorrectionSettings } from './correct-labels.js';
import type { SelfLearning } from './self-learning-settings.js';

/** One correction of the labels, before an epoch or after the last. Shares are null where the truth is not known. */
export type LookFigures = {
  epoch: number;
  /** Share of corrected labels that is right. */
  corrected: number | null;
  /** The same of what the network itself says. */
  network: number | null;
  /** Mean number per class. */
  prototypes: number;
};

export interface Look {
  figures: LookFigures;
  /** `[N]` corrected labels */
  labels: Int32Array;
}

export interface SelfLearned {
  /** `accuracy` of the network alone on test images after the last epoch, `stopped` where noisy validation would stop; all looks. */
  figures: Figures;
  looks: Look[];
  /** `[N, K]` of the training images, at the end. */
  logits: Float32Array;
}

/**
 * Self-learning (Han et al. 2019, Algorithm 1): cross-entropy on the given labels until the start epoch; from then on, before each
 * epoch, prototypes and corrected labels are made anew with the network as it is, and the corrected label counts alpha. The last look
 * is after the last epoch, and teaches nothing.
 */
export async function trainSelfLearning(
  context: RunContext,
  examples: NoisyExamples,
  learning: SelfLearning,
): Promise<SelfLearned> {
  const K = context.set.classes.length;
  const looks: Look[] = [];
  const beforeEpoch = ({ epoch, network, targets }: TrainState) => {
    if (epoch < startEpoch(context, learning)) return;
    const { labels } = addLook(looks, context, examples, { network, epoch, learning });
    targets.set(jointTargets(examples.given, labels, K, learning.alpha));
  };
  const task = { objective: { loss: crossEntropy }, beforeEpoch };
  const { epochs, used: logits } = await trainOn(context, examples, task, (network) => {
    const epoch = context.settings.training.epochs;
    return addLook(looks, context, examples, { network, epoch, learning }).logits;
  });
  const figures = {
    accuracy: 1 - epochs.at(-1)!.errors['test']!,
    stopped: 1 - bestEpoch(epochs).errors['test']!,
    given: shareRight(context, examples, examples.given),
    initial: looks[0]!.figures,
    final: looks.at(-1)!.figures,
    looks: looks.map((look) => look.figures),
    epochs,
  };
  return { figures, looks, logits };
}

/** From 1: nothing is known before the first epoch. */
export function startEpoch({ settings }: RunContext, { start }: SelfLearning): number {
  return Math.max(1, Math.round(start * settings.training.epochs));
}

/** Share of labels that are right; null where nobody knows. */
export function shareRight({ set }: RunContext, { train }: NoisyExamples, labels: Int32Array): number | null {
  return set.trainingLabels === 'given' ? null : 1 - noiseLevel(train.labels, labels);
}

interface Looked {
  network: LabNetwork;
  epoch: number;
  learning: CorrectionSettings;
}

function addLook(looks: Look[], context: RunContext, examples: NoisyExamples, { network, epoch, learning }: Looked) {
  const { train, given } = examples;
  const classCount = context.set.classes.length;
  const { hidden, logits } = forwardMany(network, train, pixelScale(train), { hidden: true });
  const random = new Random(context.seed + 0x44 + 0x1000 * epoch);
  const { labels, prototypes } = correct({ hidden: hidden!, given, classCount }, learning, random);
  const corrected = shareRight(context, examples, labels);
  const networks = corrected === null ? null : 1 - errorOf(logits, train.labels, classCount);
  looks.push({ labels, figures: { epoch, corrected, network: networks, prototypes } });
  return { labels, logits };
}
