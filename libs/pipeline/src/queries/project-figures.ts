import type { Project } from '#labels';
import type { Ledger } from '#ledger';
import type { Log } from '#stream';
import { accuracyLine } from '#watch';
import { readProject } from '../read-sources.js';
import type { Pipeline } from '../pipeline.js';

/** What WATCH knows of a project as a whole. */
export interface ProjectFigures {
  /** Current labels, and examples that have one. */
  labels: number;
  examples: number;
  /** Sources that ever labeled. */
  sources: number;
  /** The accuracy below which a source counts as bad; undefined while too little is known to compute it. */
  accuracyLine: number | undefined;
  /** False while its beliefs are rejected: alarms on model evidence are not to be relied on. */
  calibrated: boolean;
}

export async function readProjectFigures(
  { ledger, log }: { ledger: Ledger; log: Log },
  project: Project,
): Promise<ProjectFigures> {
  const { state } = await readProject({ ledger, log }, project);
  const line = accuracyLine(state, project.settings, project.classes.length);
  const { labels, examples, sources, calibration } = state;
  return { labels, examples, sources, accuracyLine: line, calibrated: !calibration.rejected };
}

/** The same of all projects, with the model version in use. */
export async function readAllFigures({
  ledger,
  log,
  pipeline: { projects, models },
}: {
  ledger: Ledger;
  log: Log;
  pipeline: Pick<Pipeline, 'projects' | 'models'>;
}) {
  const all = await projects.list();
  return Promise.all(
    all.map(async (project) => {
      const figures = await readProjectFigures({ ledger, log }, project);
      const { version } = await models.active(project.id);
      return { project: project.id, ...figures, modelVersion: version };
    }),
  );
}
