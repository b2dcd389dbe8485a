/** Labels of like quality. */
export interface ReliabilityBin {
  labels: number;
  meanQuality: number;
  /** Of them, in [0, 1]: how many are right. */
  shareRight: number;
}

const BINS = 15;

/**
 * Labels by quality in 15 bins of equal width over [0, 1], empty ones left out.
 *
 * @param quality `[L]` in [0, 1] @param isRight `[L]`
 */
export function reliabilityBins(quality: ArrayLike<number>, isRight: ArrayLike<number>): ReliabilityBin[] {
  const bins = Array.from({ length: BINS }, () => ({ labels: 0, meanQuality: 0, shareRight: 0 }));
  for (let l = 0; l < quality.length; l++) {
    const bin = bins[Math.min(BINS - 1, Math.floor(quality[l]! * BINS))]!;
    bin.labels++;
    bin.meanQuality += quality[l]!;
    bin.shareRight += isRight[l]!;
  }
  return bins
    .filter(({ labels }) => labels > 0)
    .map(({ labels, meanQuality, shareRight }) => ({
      labels,
      meanQuality: meanQuality / labels,
      shareRight: shareRight / labels,
    }));
}

/** Expected calibration error (Guo, Pleiss, Sun & Weinberger 2017, Eq. 5) of "this label is right". */
export function calibrationError(bins: ReliabilityBin[]): number {
  const labels = bins.reduce((sum, bin) => sum + bin.labels, 0);
  const gaps = bins.reduce((sum, bin) => sum + bin.labels * Math.abs(bin.meanQuality - bin.shareRight), 0);
  return gaps / labels;
}
