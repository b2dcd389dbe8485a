import type { Project } from '#labels';
import { eBenjaminiHochberg } from '#sequential';
import type { SourceSummary } from './source-risk.js';

/** A source that is on the list, and the e-value that put it there. */
export interface SourceToActOn {
  source: SourceSummary;
  eValue: number;
}

/**
 * Sources to act on now: e-Benjamini-Hochberg over the e-values "below the line" of all sources that have labels, at the
 * project's false-discovery rate. A source's e-value is the mean of its gold and its model evidence; while beliefs are rejected it is
 * half of the gold evidence alone, as if the model had none. The expected share of good sources on the list is at most the
 * rate, at any one time that does not depend on the data; an alarm is a promise for all times.
 */
export function sourcesToActOn(
  sources: SourceSummary[],
  { settings }: Pick<Project, 'settings'>,
  calibrated: boolean,
): SourceToActOn[] {
  const active = sources.filter((source) => source.labels > 0);
  const eValues = active.map(({ evidence: { gold, model } }) => (gold + (calibrated ? model : 0)) / 2);
  const listed = eBenjaminiHochberg(eValues, settings.falseDiscoveryRate, active.length);
  return listed.map((index) => ({ source: active[index]!, eValue: eValues[index]! }));
}
