import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { alertJson, decodeAlert, decodeDeadLetter, decodeVerdict, verdictJson, type Project } from '#labels';
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

/** Writes verdicts, alerts and dead letters to their files as the service publishes them. */
export class ReplayOutputs {
  readonly counts: OutputCounts = { verdicts: 0, suspects: 0, revisions: 0, alerts: 0, deadLetters: 0 };
  private readonly files: Record<Watched, WriteStream>;
  private readonly next: Record<Watched, number> = { verdicts: 0, alerts: 0, 'dead-letters': 0 };
  private wake?: () => void;

  constructor(
    out: string,
    private readonly log: Log,
    private readonly project: Project,
    private readonly lines: LineMap,
  ) {
    mkdirSync(out, { recursive: true });
    const open = (name: Watched) => createWriteStream(join(out, `${name}.ndjson`));
    this.files = { verdicts: open('verdicts'), alerts: open('alerts'), 'dead-letters': open('dead-letters') };
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
      if (this.files[topic].writableNeedDrain) await once(this.files[topic], 'drain');
    }
  }

  async close(): Promise<void> {
    for (const topic of watched) {
      this.files[topic].end();
      await once(this.files[topic], 'finish');
    }
  }

  private take(topic: Watched, record: LogRecord): void {
    const row = this.rowOf(topic, record);
    if (row) this.files[topic].write(`${JSON.stringify(row)}\n`);
    this.next[topic] = record.offset + 1;
    this.wake?.();
  }

  private rowOf(topic: Watched, { value }: LogRecord): object | undefined {
    if (topic === 'verdicts') return this.verdictRow(value);
    if (topic === 'alerts') return this.alertRow(value);
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

  private alertRow(value: Uint8Array): object {
    const alert = decodeAlert(value, this.project);
    this.counts.alerts++;
    const { sourceId, kind, state, evidence, labels, accuracy, accuracyLine, trueClass, givenClass, eValue, bound } =
      alertJson(alert, this.project);
    const classes = {
      ...(trueClass === undefined ? {} : { trueClass }),
      ...(givenClass === undefined ? {} : { givenClass }),
    };
    const measured = { labels, accuracy, accuracyLine, ...classes, eValue, bound };
    return { sourceId, kind, state, line: this.lines.lineAt(alert.offset), evidence, ...measured };
  }
}
