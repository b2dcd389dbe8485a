import { betaInterval, UNITS_PER_LABEL } from '#noise';
import type { LabelSums } from '#watch';

const COVERAGE = 0.95;

export interface ShareWithInterval {
  share: number;
  interval: [low: number, high: number];
}

/**
 * The estimated share of right labels, `right / labels`, with a 95 % credible interval of the rate behind it: of
 * Beta(right + 1/2, wrong + 1/2) (Jeffreys), stretched to the share itself where that is 0 or 1. It assumes that the
 * posteriors are calibrated and that labels err independently; it is of one moment, not valid at any time. Undefined without labels.
 *
 * @param rightUnits units of 1/65536 label, in [0, 65536 labels]
 */
export function rightShare(rightUnits: number, labels: number): ShareWithInterval | undefined {
  if (labels === 0) return undefined;
  const right = rightUnits / UNITS_PER_LABEL;
  const share = right / labels;
  const [low, high] = betaInterval(right + 0.5, labels - right + 0.5, COVERAGE);
  return { share, interval: [Math.min(low, share), Math.max(high, share)] };
}

/** What is made of the labels of a project, or of a stretch of time. */
export interface AccuracyFigures {
  labels: number;
  /** Of the labels as given; undefined without any. */
  accuracy: ShareWithInterval | undefined;
  /** Expected share that would be right with the most probable class in place of each label. */
  corrected: number | undefined;
  suspects: number;
}

export function accuracyFigures({ labels, right, corrected, suspects }: LabelSums): AccuracyFigures {
  return {
    labels,
    accuracy: rightShare(right, labels),
    corrected: labels === 0 ? undefined : corrected / UNITS_PER_LABEL / labels,
    suspects,
  };
}
