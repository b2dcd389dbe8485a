import type { AlertJson, PatternJson } from '#labels';
import type { SourceAnswer } from '../client/qualm-client.js';
import type { Annotator } from '../crowd/annotators.js';
import { characterWords } from '../crowd/annotators.js';
import { expectedLabels, type Crowd, type CrowdLabel, type CrowdSettings } from '../crowd/crowd-stream.js';
import { firstAlarms, measure, type JudgedExample, type Measures } from './measure.js';

export interface SourceReport {
  sourceId: string;
  isBad: boolean;
  /** What it really does. */
  truth: string;
  labels: number;
  /** Share of its labels that are right. */
  accuracy: number;
  /** A turncoat's labels before it turned. */
  turnedAfter?: number;
  /** What the service says of it in the end. */
  patterns: PatternJson[];
  /** Its first alarm. */
  alarm?: Pick<AlertJson, 'kind' | 'evidence' | 'labels'>;
}

/** What the demo found, as it stands in summary.json. */
export interface DemoReport {
  settings: CrowdSettings;
  measures: Measures;
  sources: SourceReport[];
}

export function reportOf(
  crowd: Crowd,
  labels: CrowdLabel[],
  judged: Map<string, JudgedExample>,
  alerts: AlertJson[],
  answers: SourceAnswer[],
): DemoReport {
  const alarms = firstAlarms(alerts);
  const patterns = new Map(answers.map((source) => [source.sourceId, source.patterns]));
  const sources = crowd.annotators.map((annotator) => {
    return { ...reportSource(annotator, crowd, labels, alarms), patterns: patterns.get(annotator.sourceId) ?? [] };
  });
  return { settings: crowd.settings, measures: measure(labels, judged), sources };
}

function reportSource(
  annotator: Annotator,
  { annotators, settings }: Crowd,
  labels: CrowdLabel[],
  alarms: Map<string, AlertJson>,
): Omit<SourceReport, 'patterns'> {
  const { sourceId, character } = annotator;
  const own = labels.filter((l) => l.sourceId === sourceId);
  const right = own.filter((l) => l.given === l.truth).length;
  const alarm = alarms.get(sourceId);
  const half = Math.floor(expectedLabels(annotator, annotators, settings.labels) / 2);
  return {
    sourceId,
    isBad: character !== 'good',
    truth: characterWords[character](annotator, String),
    labels: own.length,
    accuracy: right / own.length,
    ...(character === 'turncoat' && { turnedAfter: half }),
    ...(alarm && { alarm: { kind: alarm.kind, evidence: alarm.evidence, labels: alarm.labels } }),
  };
}
