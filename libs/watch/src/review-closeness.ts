import type { ProjectSettings } from '#labels';
import type { SourceState } from './source-state.js';
import { alarmBound } from './source-tests.js';

/**
 * How near a source is to an accuracy alarm: log e-value over log bound of its nearer grade, in [0, 1]; 0 while one is open.
 * The confusion tests are left out: they take a time that grows with the number of classes.
 */
export function closenessOf({ gold, model }: SourceState, settings: ProjectSettings): number {
  if (gold.alarm || model.alarm) return 0;
  const shares = [gold, model].map((tests) => tests.accuracy.logEValue / Math.log(alarmBound(tests, settings)));
  return Math.min(Math.max(...shares, 0), 1);
}
