import type { AlertJson, VerdictJson } from '#labels';
import type { QualmClient } from '../client/qualm-client.js';

/** What the service's live feeds said so far: the same feeds that a page or another service would follow. */
export class LiveFeed {
  verdicts = 0;
  suspects = 0;
  private readonly open = new Map<string, Set<string>>();
  latestSuspect?: VerdictJson;
  private readonly stopping = new AbortController();

  constructor(
    private readonly client: QualmClient,
    private readonly project: string,
    /** @param known whether the source had an open alarm before */
    private readonly onAlert: (alert: AlertJson, known: boolean) => void,
  ) {}

  /** Sources with an open alarm. */
  get alarmed(): number {
    return this.open.size;
  }

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
    const known = this.open.has(alert.sourceId);
    this.takeState(alert);
    this.onAlert(alert, known);
  }

  /** A source may have several alarms at a time. */
  private takeState({ sourceId, kind, evidence, state }: AlertJson): void {
    if (kind === 'calibration') return;
    const open = this.open.get(sourceId) ?? new Set();
    if (state === 'open') open.add(`${kind}/${evidence}`);
    if (state === 'resolved') open.delete(`${kind}/${evidence}`);
    if (open.size > 0) this.open.set(sourceId, open);
    else this.open.delete(sourceId);
  }
}
