import type { ProjectSettings } from '#labels';
import type { SourceState } from './source-state.js';
import { alarmBound, openingEvidenceOf } from './source-tests.js';

/**
 * How near a source is to its next accuracy or confusion alarm: log e-value over log bound of its nearer grade, in [0, 1]. 0
 * while such an alarm is open: what more is learned of it changes nothing.
 */
export function closenessOf({ gold, model }: SourceState, settings: ProjectSettings, classCount: number): number {
  if (gold.alarm || model.alarm) return 0;
  const shares = [gold, model].map((tests) => {
    return openingEvidenceOf(tests, classCount).logEValue / Math.log(alarmBound(tests, settings));
  });
  return Math.min(Math.max(...shares, 0), 1);
}
