import type { AlertJson, VerdictJson } from '#labels';
import type { QualmClient } from '../client/qualm-client.js';

/** What the service's live feeds said so far: the same feeds that a page or another service would follow. */
export class LiveFeed {
  verdicts = 0;
  suspects = 0;
  /** Sources with an open alarm. */
  readonly alarmed = new Set<string>();
  latestSuspect?: VerdictJson;
  private readonly stopping = new AbortController();

  constructor(
    private readonly client: QualmClient,
    private readonly project: string,
    /** @param known whether the source had an open alarm before */
    private readonly onAlert: (alert: AlertJson, known: boolean) => void,
  ) {}

  async start(): Promise<void> {
    for await (const alert of this.client.alerts(this.project)) this.takeState(alert);
    const { client, project, stopping } = this;
    const path = `/v1/projects/${project}`;
    void client.follow(`${path}/verdicts/stream`, 'verdict', (v: VerdictJson) => this.takeVerdict(v), stopping.signal);
    void client.follow(`${path}/alerts/stream`, 'alert', (a: AlertJson) => this.takeAlert(a), stopping.signal);
  }

  stop(): void {
    this.stopping.abort();
  }

  private takeVerdict(verdict: VerdictJson): void {
    if (verdict.cause === 'label') this.verdicts++;
    if (!verdict.suspect || verdict.reasons.includes('duplicate')) return;
    if (verdict.cause === 'label') this.suspects++;
    this.latestSuspect = verdict;
  }

  private takeAlert(alert: AlertJson): void {
    const known = this.alarmed.has(alert.sourceId);
    this.takeState(alert);
    this.onAlert(alert, known);
  }

  private takeState({ sourceId, state }: AlertJson): void {
    if (state === 'open') this.alarmed.add(sourceId);
    else this.alarmed.delete(sourceId);
  }
}
