import type { Project } from '#labels';
import type { Ledger } from '#ledger';
import type { Log } from '#stream';
import { readProject } from '../read-sources.js';
import { accuracyFigures, type AccuracyFigures } from './right-share.js';
import { Turns } from './turns.js';

export interface HistoryBucket extends AccuracyFigures {
  /** From here, inclusive, to there, exclusive. */
  fromMs: number;
  toMs: number;
}

/** The labels of a project over the time that they took, in order; what holds no label is left out. */
export async function readProjectHistory(
  parts: { ledger: Ledger; log: Log },
  project: Project,
  atMost: number,
): Promise<HistoryBucket[]> {
  const { state } = await readProject(parts, project);
  const turns = new Turns();
  const history: HistoryBucket[] = [];
  for (const { fromMs, toMs, ...sums } of state.history.buckets(atMost)) {
    history.push({ fromMs, toMs, ...accuracyFigures(sums) });
    await turns.pause();
  }
  return history;
}
