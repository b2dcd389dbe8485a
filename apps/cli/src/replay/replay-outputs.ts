import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  alertJson,
  decodeAlert,
  decodeDeadLetter,
  decodeVerdict,
  verdictJson,
  type Alert,
  type Project,
} from '#labels';
import type { Log, LogRecord } from '#stream';
import type { LineMap } from './line-map.js';

export interface OutputCounts {
  verdicts: number;
  suspects: number;
  /** Materially revised verdicts; not written. */
  revisions: number;
  alerts: number;
  deadLetters: number;
}

const watched = ['verdicts', 'alerts', 'dead-letters'] as const;
type Watched = (typeof watched)[number];
const files = [...watched, 'calibration'] as const;
type File = (typeof files)[number];

/** Writes verdicts, alerts and dead letters to their files as the service publishes them. */
export class ReplayOutputs {
  readonly counts: OutputCounts = { verdicts: 0, suspects: 0, revisions: 0, alerts: 0, deadLetters: 0 };
  private readonly files: Record<File, WriteStream>;
  private readonly next: Record<Watched, number> = { verdicts: 0, alerts: 0, 'dead-letters': 0 };
  private wake?: () => void;

  constructor(
    out: string,
    private readonly log: Log,
    /** As it is now: what was published last may be of a class that came later. */
    public project: Project,
    private readonly lines: LineMap,
  ) {
    mkdirSync(out, { recursive: true });
    const opened = files.map((name) => [name, createWriteStream(join(out, `${name}.ndjson`))] as const);
    this.files = Object.fromEntries(opened) as Record<File, WriteStream>;
  }

  async start(): Promise<void> {
    for (const topic of watched)
      await this.log.tail(topic, { last: 0, onRecord: (record) => this.take(topic, record) });
  }

  /** Resolves when everything published so far is written; waits for slow files. */
  async caughtUp(): Promise<void> {
    for (const topic of watched) {
      const end = await this.log.end(topic, 0);
      while (this.next[topic] < end) await new Promise<void>((resolve) => (this.wake = resolve));
    }
    for (const file of Object.values(this.files)) if (file.writableNeedDrain) await once(file, 'drain');
  }

  async close(): Promise<void> {
    for (const file of Object.values(this.files)) {
      file.end();
      await once(file, 'finish');
    }
  }

  private take(topic: Watched, record: LogRecord): void {
    const written = this.rowOf(topic, record);
    if (written) this.files[written.file].write(`${JSON.stringify(written.row)}\n`);
    this.next[topic] = record.offset + 1;
    this.wake?.();
  }

  private rowOf(topic: Watched, { value }: LogRecord): { file: File; row: object } | undefined {
    if (topic === 'verdicts') {
      const row = this.verdictRow(value);
      return row && { file: 'verdicts', row };
    }
    if (topic === 'dead-letters') return { file: 'dead-letters', row: this.deadLetterRow(value) };
    const alert = decodeAlert(value, this.project);
    if (alert.kind === 'calibration') return { file: 'calibration', row: this.calibrationRow(alert) };
    this.counts.alerts++;
    return { file: 'alerts', row: this.alertRow(alert) };
  }

  private deadLetterRow(value: Uint8Array): object {
    const { offset, reason, field, text } = decodeDeadLetter(value);
    this.counts.deadLetters++;
    const line = this.lines.lineAt(offset);
    return { line, reason, ...(field === undefined ? {} : { field }), text: this.lines.textAt(offset) ?? text };
  }

  private verdictRow(value: Uint8Array): object | undefined {
    const verdict = decodeVerdict(value, this.project);
    if (verdict.cause === 'revision') {
      this.counts.revisions++;
      return undefined;
    }
    this.counts.verdicts++;
    if (verdict.suspect) this.counts.suspects++;
    const { exampleId, sourceId, label, quality, suggestedLabel, suspect, reasons, modelVersion } = verdictJson(
      verdict,
      this.project,
    );
    return { exampleId, sourceId, label, quality, suggestedLabel, suspect, reasons, modelVersion };
  }

  /** Times of a replay may be line counts: where a change lies is said in labels of the source. */
  private alertRow(alert: Alert): object {
    const json = alertJson(alert, this.project);
    const { sourceId, kind, state, opening, evidence, reliable, labels, accuracy, accuracyInterval } = json;
    const { accuracyLine, trueClass, givenClass, eValue, bound, drift, patterns } = json;
    const head = { sourceId, kind, state, line: this.lines.lineAt(alert.offset), evidence, opening, reliable };
    return {
      ...head,
      labels,
      accuracy,
      accuracyInterval,
      accuracyLine,
      ...(trueClass !== undefined && { trueClass }),
      ...(givenClass !== undefined && { givenClass }),
      eValue,
      bound,
      ...(drift && { drift: { ...drift, betweenAt: undefined } }),
      patterns,
    };
  }

  /** That the beliefs are not calibrated, or are again: of the project, not of a source. */
  private calibrationRow(alert: Alert): object {
    const { state, opening, labels, accuracy, accuracyInterval, accuracyLine, eValue, bound } = alertJson(
      alert,
      this.project,
    );
    const line = this.lines.lineAt(alert.offset);
    const observed = { gold: labels, expectedHitRate: accuracyLine, hitRate: accuracy, interval: accuracyInterval };
    return { state: state === 'open' ? 'rejected' : 'passed', line, opening, ...observed, eValue, bound };
  }
}
