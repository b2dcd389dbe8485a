import { patternJson, presentLabel, presentProbability, type Project } from '#labels';
import {
  accuracyIntervalOf,
  rightShare,
  summariseSource,
  type ProjectReading,
  type SourceMatrix,
  type SourceReport,
  type SourceSummary,
  type TestProgress,
} from '#pipeline';
import { accuracyInterval } from '#sequential';
import { accuracyLine } from '#watch';
import { presentInterval } from '../api/present.js';
import type { OpenAlarmJson, SourceDetailJson, SourceJson, TestProgressJson } from './source.schemas.js';

export function sourceJson(source: SourceSummary, project: Project): SourceJson {
  const { gold, model, drift, copying } = source.tests;
  const { goldLabels, goldRight } = source;
  return {
    sourceId: source.sourceId,
    labels: source.labels,
    accuracy: presentProbability(source.accuracy),
    accuracyInterval: presentInterval(accuracyIntervalOf(source.accuracy, source.accuracyWeight)),
    trend: source.trend === undefined ? null : presentProbability(source.trend),
    alarms: source.alarms.map((alarm) => openAlarmJson(alarm, project)),
    patterns: source.patterns.map((pattern) => patternJson(pattern, project)),
    gold: {
      labels: goldLabels,
      right: goldRight,
      accuracyInterval: presentInterval(accuracyInterval(goldRight, goldLabels, 0.05)),
    },
    tests: { gold: testJson(gold), model: testJson(model), drift: testJson(drift), copying: testJson(copying) },
    pending: source.pending,
    firstAt: iso(source.firstMs),
    lastAt: iso(source.lastMs),
    paused: pausedJson(source.paused),
  };
}

export function openAlarmJson(alarm: SourceSummary['alarms'][number], project: Project): OpenAlarmJson {
  return {
    slot: alarm.slot,
    opening: alarm.opening,
    kind: alarm.kind,
    evidence: alarm.evidence,
    since: iso(alarm.openedAtMs),
    accuracyLine: presentProbability(alarm.line),
    trueClass: alarm.trueClass === undefined ? null : presentLabel(project, alarm.trueClass),
    givenClass: alarm.givenClass === undefined ? null : presentLabel(project, alarm.givenClass),
    acknowledgedBy: alarm.acknowledgedBy ?? null,
  };
}

function pausedJson(paused: SourceSummary['paused']): SourceJson['paused'] {
  return paused ? { at: iso(paused.atMs), by: paused.by, note: paused.note ?? null } : null;
}

/** One source as it was read, with its matrix and the project that it was read with. */
export interface SourceRead {
  report: SourceReport;
  matrix: SourceMatrix;
  reading: ProjectReading;
}

export function sourceDetailJson({ report, matrix, reading }: SourceRead, project: Project): SourceDetailJson {
  const line = accuracyLine(reading.state, project.settings, project.classes.length);
  const isDense = matrix.dense !== undefined;
  return {
    ...sourceJson(summariseSource(report, project), project),
    project: project.id,
    noiseMatrix: matrix.dense?.map((row) => row.map(presentProbability)) ?? null,
    cells: matrix.cells.map(({ trueClass, given, probability, interval, count }) => ({
      trueLabel: presentLabel(project, trueClass),
      label: presentLabel(project, given),
      probability: presentProbability(probability),
      interval: presentInterval(interval),
      count: presentProbability(count),
    })),
    cellsLeftOut: matrix.cellsLeftOut,
    projectNoiseMatrix: isDense ? reading.noise.matrix().map((row) => row.map(presentProbability)) : null,
    accuracyLine: line === undefined ? null : presentProbability(line),
    history: report.state.history.buckets.map(({ fromMs, lastMs, labels, counts }) => {
      const right = rightShare(counts.correct, labels);
      return {
        from: iso(fromMs),
        to: iso(lastMs),
        labels,
        accuracy: right ? presentProbability(right.share) : null,
        accuracyInterval: right ? presentInterval(right.interval) : null,
      };
    }),
    alarmRecords: report.state.records.map(({ kind, state, opening, evidence, atMs, labels, accuracy, by, note }) => {
      const said = { by: by ?? null, note: note ?? null };
      return { kind, state, opening, evidence, at: iso(atMs), labels, accuracy: presentProbability(accuracy), ...said };
    }),
  };
}

function testJson({ labels, eValue, bound }: TestProgress): TestProgressJson {
  return { labels, eValue: Number(eValue.toPrecision(6)), bound: Number(bound.toPrecision(6)) };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
