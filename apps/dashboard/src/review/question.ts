import { indexOfLabel } from '../ui/class-names.js';
import type { ReviewExample } from './review-item.js';

/** What a reviewer is asked about one example; classes by index. */
export interface Question {
  /** What most sources said; where they are even, the more probable one. */
  keep: number;
  saidKeep: number;
  suggested: number;
  /** Probability of the suggested class. */
  probability: number;
}

export function questionOf({ labels, posterior, suggestedLabel }: ReviewExample, classes: readonly string[]): Question {
  const votes = new Map<number, number>();
  for (const { label } of labels) {
    const index = indexOfLabel(label, classes);
    votes.set(index, (votes.get(index) ?? 0) + 1);
  }
  const share = new Map(posterior.map(({ label, probability }) => [indexOfLabel(label, classes), probability]));
  const shareOf = (index: number) => share.get(index) ?? 0;
  const suggested = indexOfLabel(suggestedLabel, classes);
  const [keep, saidKeep] = [...votes].sort((a, b) => b[1] - a[1] || shareOf(b[0]) - shareOf(a[0]))[0] ?? [suggested, 0];
  return { keep, saidKeep, suggested, probability: shareOf(suggested) };
}
