import type { QualmClient } from '../client/qualm-client.js';
import type { Crowd, CrowdLabel } from '../crowd/crowd-stream.js';
import { labelLine } from '../crowd/label-line.js';
import type { LabelStyle, Sink } from './sink.js';

/** The API of a service, as NDJSON; waits when the service asks for patience. */
export class UrlSink implements Sink {
  readonly name: string;

  constructor(
    private readonly client: QualmClient,
    private readonly crowd: Crowd,
    private readonly style: LabelStyle,
    private readonly signal: AbortSignal,
  ) {
    this.name = client.url;
  }

  async write(labels: CrowdLabel[]): Promise<void> {
    const { features, classNames, project } = this.style;
    const format = features ? 'base64' : 'none';
    const lines = labels.map((label) => labelLine(label, this.crowd.images.features, { format, classNames }));
    await this.client.sendLines(project, lines, this.signal);
  }

  async close(): Promise<void> {}
}
