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
    private readonly onAlert: (alert: AlertJson) => void,
  ) {}

  async start(): Promise<void> {
    for await (const alert of this.client.alerts(this.project)) this.takeState(alert);
    const path = `/v1/projects/${this.project}`;
    const { signal } = this.stopping;
    void this.client.follow<VerdictJson>(`${path}/verdicts/stream`, (v) => this.takeVerdict(v), signal);
    void this.client.follow<AlertJson>(`${path}/alerts/stream`, (a) => this.takeAlert(a), signal);
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
    this.takeState(alert);
    this.onAlert(alert);
  }

  private takeState({ sourceId, state }: AlertJson): void {
    if (state === 'open') this.alarmed.add(sourceId);
    else this.alarmed.delete(sourceId);
  }
}
