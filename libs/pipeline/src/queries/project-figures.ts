import type { AlertKind, EvidenceGrade, Project } from '#labels';
import type { Ledger } from '#ledger';
import { UNITS_PER_LABEL } from '#noise';
import type { Log } from '#stream';
import { accuracyLine, type LaneTally, type ProjectState, type ReviewTally } from '#watch';
import { readProject } from '../read-sources.js';
import type { Pipeline } from '../pipeline.js';
import { readReviewTally } from './read-reviews.js';
import { accuracyFigures, type AccuracyFigures } from './right-share.js';

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
  /** How right the current labels are. */
  right: AccuracyFigures;
  /** Sources that have an open alarm. */
  alarmedSources: number;
}

export async function readProjectFigures(
  parts: { ledger: Ledger; log: Log },
  project: Project,
): Promise<ProjectFigures> {
  return figuresOf((await readProject(parts, project)).state, project);
}

function figuresOf(state: ProjectState, { settings, classes }: Project): ProjectFigures {
  const { labels, examples, sources, calibration } = state;
  const line = accuracyLine(state, settings, classes.length);
  const right = accuracyFigures(state.history.total());
  const { alarmedSources } = state;
  return { labels, examples, sources, accuracyLine: line, calibrated: !calibration.rejected, right, alarmedSources };
}

/** Alarms that can be open at the same time in a source, as metrics name them. */
export const alarmTallies: [AlertKind, EvidenceGrade][] = [
  ['accuracy', 'gold'],
  ['accuracy', 'model'],
  ['confusion', 'gold'],
  ['confusion', 'model'],
  ['drift', 'model'],
  ['copying', 'model'],
];
const MAX_E_VALUE = 1e12;

/** For the metrics, of all projects: two small documents of each, whatever the number of its sources. */
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
      const { state } = await readProject({ ledger, log }, project);
      const { rejected, test } = state.calibration;
      const { version, trainedAtMs, trainedAtLabels } = await models.active(project.id);
      return {
        project: project.id,
        ...figuresOf(state, project),
        accuracy: state.labels === 0 ? undefined : state.pooled.correct / UNITS_PER_LABEL / state.labels,
        modelVersion: version,
        trained: trainedAtMs === 0 ? undefined : { atMs: trainedAtMs, labels: trainedAtLabels },
        openAlarms: alarmTallies.map(([kind, evidence]) => {
          return { kind, evidence, open: state.openAlarms.get(`${kind}/${evidence}`) ?? 0 };
        }),
        calibration: { rejected: rejected !== undefined, eValue: Math.min(Math.exp(test.logEValue), MAX_E_VALUE) },
        reviews: reviewFigures(await readReviewTally({ ledger, log }, project.id)),
      };
    }),
  );
}

function reviewFigures({ sampled, targeted }: ReviewTally) {
  const { expired, withdrawn } = sampled;
  return [
    { lane: 'sampled', ...laneFigures(sampled, { expired, withdrawn }) },
    { lane: 'targeted', ...laneFigures(targeted, {}) },
  ];
}

function laneFigures({ waiting, answered, unsure, undone }: LaneTally, more: Record<string, number>) {
  const looked = answered + unsure;
  return {
    waiting,
    outcomes: { answered, unsure, undone, ...more },
    unsureShare: looked === 0 ? undefined : unsure / looked,
  };
}
