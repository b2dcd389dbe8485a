import { presentLabel, type Project } from '#labels';
import { accuracyIntervalOf, alarmTallies, summariseSource, type SourceMatrix, type SourceReport } from '#pipeline';
import type { SourceDetailFigures, SourceFigures } from '#telemetry';

/** Noise matrices of more classes are left out of `/metrics`: 400 series of each source are enough. */
const MAX_CLASSES = 20;

/** What `/metrics` says of a source. */
export function sourceFigures(project: Project, report: SourceReport): SourceFigures {
  const { sourceId, labels, accuracy, alarms } = report;
  const dense = project.classes.length <= MAX_CLASSES ? (report.noiseMatrix() ?? []) : [];
  return {
    project: project.id,
    sourceId,
    labels,
    accuracy,
    alarms: alarmFigures(alarms),
    cells: dense.flatMap((row, trueClass) =>
      row.map((probability, given) => ({ ...cellName(project, trueClass, given), probability })),
    ),
  };
}

/** What `/metrics/source` says of it. */
export function sourceDetailFigures(project: Project, report: SourceReport, matrix: SourceMatrix): SourceDetailFigures {
  const { accuracy, accuracyWeight } = report;
  const { tests, pending, trend, lastMs, goldLabels, goldRight } = summariseSource(report, project);
  const figures = sourceFigures(project, report);
  const met = matrix.cells.map(({ trueClass, given, ...cell }) => ({
    ...cellName(project, trueClass, given),
    ...cell,
  }));
  return {
    ...figures,
    cells: figures.cells.length > 0 ? figures.cells : met,
    accuracyInterval: accuracyIntervalOf(accuracy, accuracyWeight),
    gold: { labels: goldLabels, right: goldRight },
    pending,
    trend,
    lastMs,
    tests: Object.entries(tests).map(([test, progress]) => ({ test, ...progress })),
    cellDetails: met,
  };
}

function alarmFigures(alarms: SourceReport['alarms']): SourceFigures['alarms'] {
  return alarmTallies.flatMap(([kind, evidence]) => {
    const own = alarms.filter((alarm) => alarm.kind === kind && alarm.evidence === evidence);
    const acknowledged = own.some(({ acknowledgedBy }) => acknowledgedBy !== undefined);
    const open = own.some(({ acknowledgedBy }) => acknowledgedBy === undefined);
    return [
      { kind, evidence, state: 'open', open },
      { kind, evidence, state: 'acknowledged', open: acknowledged },
    ];
  });
}

function cellName(project: Project, trueClass: number, given: number): { trueLabel: string; given: string } {
  return { trueLabel: String(presentLabel(project, trueClass)), given: String(presentLabel(project, given)) };
}
