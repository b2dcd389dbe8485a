import type { AlertJson } from '#labels';
import type { LiveFeed } from './live-feed.js';
import type { Paint } from '../paint.js';

const BAR_CELLS = 24;

export interface DemoProgress {
  sent: number;
  labels: number;
  perSecond: number;
  modelVersion: number;
  /** Event-loop delay of the service, 99th percentile, in milliseconds; undefined while not known. */
  loopDelayMs?: number;
  /** What is going on once all labels are sent. */
  waitingFor?: string;
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

export function percent(share: number, digits = 1): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(digits)} %` : 'none';
}

/** The live lines: how far, what came of it, and the newest doubt. */
export function progressLines(progress: DemoProgress, feed: LiveFeed, paint: Paint): string[] {
  const { sent, labels, perSecond, waitingFor } = progress;
  const share = sent / labels;
  const full = Math.round(share * BAR_CELLS);
  const bar = paint.cyan('█'.repeat(full)) + paint.dim('░'.repeat(BAR_CELLS - full));
  const rate = waitingFor ?? `${count(Math.round(perSecond))} labels/s`;
  const doubt = feed.latestSuspect && doubtWords(feed.latestSuspect);
  return [
    '',
    ` ${bar} ${Math.floor(100 * share)} %   ${count(sent)} of ${count(labels)} labels   ${rate}`,
    ` ${serviceWords(progress, feed)}`,
    ...(doubt ? [paint.dim(` newest doubt: ${doubt}`)] : []),
  ];
}

/** The same for a log file: one line. */
export function progressLine(progress: DemoProgress, feed: LiveFeed): string {
  const { sent, labels, perSecond, waitingFor } = progress;
  const rate = waitingFor ?? `${count(Math.round(perSecond))} labels/s`;
  return `${count(sent)} of ${count(labels)} labels | ${rate} | ${serviceWords(progress, feed)}`;
}

function serviceWords({ modelVersion, loopDelayMs }: DemoProgress, feed: LiveFeed): string {
  const model = modelVersion === 0 ? 'no model yet' : `model ${modelVersion}`;
  const loop = loopDelayMs === undefined ? '' : ` · event loop p99 ${loopDelayMs.toFixed(0)} ms`;
  return `${count(feed.verdicts)} verdicts · ${count(feed.suspects)} suspect · ${feed.alarmed} in alarm · ${model}${loop}`;
}

function doubtWords({
  exampleId,
  sourceId,
  label,
  suggestedLabel,
  quality,
  reasons,
}: LiveFeed['latestSuspect'] & {}): string {
  return `${sourceId} calls ${exampleId} a ${label}; rather a ${suggestedLabel} (quality ${quality.toFixed(2)}: ${reasons.join(', ')})`;
}

/** How much it took: labels that had entered the test. Honeypots are labels whose truth is known. */
export function tookWords({ labels, evidence }: Pick<AlertJson, 'labels' | 'evidence'>): string {
  return evidence === 'gold' ? `${count(labels)} honeypots` : `${count(labels)} labels`;
}
