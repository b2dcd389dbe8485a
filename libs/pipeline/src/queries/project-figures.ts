import type { Project } from '#labels';
import type { Ledger } from '#ledger';
import type { Log } from '#stream';
import { accuracyLine, decodeProjectState, newProjectState } from '#watch';
import { groups, watchScope } from '../addresses.js';

/** What WATCH knows of a project as a whole. */
export interface ProjectFigures {
  /** Current labels, and examples that have one. */
  labels: number;
  examples: number;
  /** Sources that ever labeled. */
  sources: number;
  /** The accuracy below which a source counts as bad; undefined while too little is known to compute it. */
  accuracyLine: number | undefined;
}

export async function readProjectFigures(
  { ledger, log }: { ledger: Ledger; log: Log },
  project: Project,
): Promise<ProjectFigures> {
  const [bytes] = await ledger.load(watchScope(log, project.id), [{ group: groups.projects, id: project.id }]);
  const state = bytes ? decodeProjectState(bytes) : newProjectState();
  const line = accuracyLine(state, project.settings, project.classes.length);
  return { labels: state.labels, examples: state.examples, sources: state.sources, accuracyLine: line };
}
