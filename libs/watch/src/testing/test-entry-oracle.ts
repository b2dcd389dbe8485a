import type { LabelingEvent, Project } from '#labels';

interface OracleLabel {
  sourceId: string;
  given: number;
  rank: number;
  model: 'open' | 'entered' | 'barred';
  gold: boolean;
}

interface OracleExample {
  labels: OracleLabel[];
  /** Sources that took a label back -> whether it had entered the gold test. */
  gone: Map<string, boolean>;
  gold?: { label: number; targeted: boolean };
}

/** Which labels enter which test, by the words of DESIGN.md and without beliefs, counts or bytes. One project. */
export class TestEntryOracle {
  /** `source example`, one entry for each time that a label entered. */
  readonly model: string[] = [];
  readonly gold: string[] = [];
  private readonly examples = new Map<string, OracleExample>();
  private readonly given = new Map<string, number>();

  constructor(private readonly project: Project) {}

  take(event: LabelingEvent): void {
    const example = this.example(event.exampleId);
    if (event.kind === 'label') this.label(event.exampleId, example, event.sourceId, Number(event.label));
    if (event.kind === 'retract') this.retract(example, event.sourceId);
    if (event.kind === 'review' && event.outcome === 'undone') delete example.gold;
    if (event.kind === 'gold') {
      example.gold = { label: Number(event.label), targeted: event.origin === 'targeted' };
      for (const label of example.labels) this.meetGold(event.exampleId, label, example, false);
    }
  }

  private label(exampleId: string, example: OracleExample, sourceId: string, given: number): void {
    const old = example.labels.find((l) => l.sourceId === sourceId);
    if (old?.given === given) return;
    const rank = (this.given.get(sourceId) ?? 0) + 1;
    this.given.set(sourceId, rank);
    const came: OracleLabel = { sourceId, given, rank, model: 'open', gold: false };
    if (old) Object.assign(came, { rank: old.rank, model: old.model, gold: old.gold });
    else if (example.gone.has(sourceId)) Object.assign(came, { model: 'barred', gold: example.gone.get(sourceId) });
    example.labels = [...example.labels.filter((l) => l !== old), came];
    for (const label of example.labels) {
      this.meetGold(exampleId, label, example, label === came);
      if (example.labels.length > Number(this.project.settings.settleAfterLabels)) this.enter(exampleId, label);
    }
    this.expire(sourceId, rank);
    example.gone.delete(sourceId);
  }

  private retract(example: OracleExample, sourceId: string): void {
    const label = example.labels.find((l) => l.sourceId === sourceId);
    if (!label) return;
    example.labels = example.labels.filter((l) => l !== label);
    example.gone.set(sourceId, label.gold);
  }

  private meetGold(exampleId: string, label: OracleLabel, { gold }: OracleExample, justCame: boolean): void {
    if (!gold) return;
    if (gold.targeted && justCame && label.model === 'open') label.model = 'barred';
    this.enter(exampleId, label);
    if (gold.targeted || label.gold) return;
    label.gold = true;
    this.gold.push(`${label.sourceId} ${exampleId}`);
  }

  private enter(exampleId: string, label: OracleLabel): void {
    if (label.model !== 'open') return;
    label.model = 'entered';
    this.model.push(`${label.sourceId} ${exampleId}`);
  }

  /** A source's labels enter when it has given `settleWindow` since. */
  private expire(sourceId: string, rank: number): void {
    for (const [exampleId, { labels }] of this.examples) {
      for (const label of labels) {
        if (label.sourceId !== sourceId || rank - label.rank < this.project.settings.settleWindow) continue;
        this.enter(exampleId, label);
      }
    }
  }

  private example(exampleId: string): OracleExample {
    let example = this.examples.get(exampleId);
    if (!example) this.examples.set(exampleId, (example = { labels: [], gone: new Map() }));
    return example;
  }
}
