import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { CrowdLabel, Crowd } from '../crowd/crowd-stream.js';
import { labelLine } from '../crowd/label-line.js';
import type { LabelStyle, Sink } from './sink.js';

/** NDJSON in the format of `qualm replay`. */
export class FileSink implements Sink {
  readonly name: string;
  private readonly stream: Writable;
  private readonly opened: Promise<unknown>;

  constructor(
    path: string,
    private readonly crowd: Crowd,
    private readonly style: LabelStyle,
  ) {
    const isStandardOutput = path === '-';
    this.name = isStandardOutput ? 'standard output' : path;
    this.stream = isStandardOutput ? process.stdout : createWriteStream(path);
    this.opened = isStandardOutput ? Promise.resolve() : once(this.stream, 'open');
  }

  async write(labels: CrowdLabel[]): Promise<void> {
    await this.opened;
    const format = this.style.features ? 'numbers' : 'none';
    const { classNames } = this.style;
    const lines = labels.map((label) => labelLine(label, this.crowd.images.features, { format, classNames }));
    if (!this.stream.write(`${lines.join('\n')}\n`)) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    if (this.stream === process.stdout) return;
    this.stream.end();
    await finished(this.stream);
  }
}
