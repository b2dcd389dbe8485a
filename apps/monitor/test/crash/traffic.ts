import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '#testing';

export const classCount = 4;
/** Many labels wait for a review, and alarms are opened on little evidence, so that there is something to lose. */
const settings = { reviewShare: 0.3, accuracyLine: 0.8, alarmLevel: 0.5, driftRunLength: 100 };
export const newProject = { id: 'crash', classes: classCount, settings };
const examples = 250;
const sources = 9;
const dimension = 6;
/** Each event has a time of its own, by which it is found again; of today, as those of the reviews are. */
const firstAtMs = Date.now() - 3_600_000;

export function truthOf(exampleId: string): number {
  return (Number(exampleId.slice(1)) * 7) % classCount;
}

/**
 * An endless seeded stream of events as JSON objects: labels (many of them repeats and changes of mind, for examples and
 * sources are few), retractions, gold, and what reviewers say.
 */
export class Crowd {
  private readonly random: () => number;
  private made = 0;

  constructor(
    seed: number,
    private readonly withFeatures: boolean,
  ) {
    this.random = seededRandom(seed);
  }

  next(): { exampleId: string; atMs: number; json: object } {
    const n = Math.floor(this.random() * examples);
    const exampleId = `e${n}`;
    const truth = truthOf(exampleId);
    const atMs = firstAtMs + this.made++;
    const base = { exampleId, at: new Date(atMs).toISOString() };
    return { exampleId, atMs, json: { ...base, ...this.body(n, truth) } };
  }

  private body(n: number, truth: number): object {
    const kind = this.random();
    const w = Math.floor(this.random() * sources);
    const sourceId = `w${w}`;
    if (kind < 0.06) return { kind: 'retract', sourceId };
    if (kind < 0.1)
      return { kind: 'gold', label: truth, origin: (['honeypot', 'sampled', 'targeted'] as const)[n % 3] };
    if (kind < 0.12) return { kind: 'review', outcome: kind < 0.11 ? 'unsure' : 'undone', reviewer: 'ann' };
    const right = this.random() < (w < 3 ? 0.35 : 0.85);
    const label = right ? truth : Math.floor(this.random() * classCount);
    const durationMs = Math.round((w === 0 ? 400 : 4_000) * (1 + this.random()));
    const text = this.made % 3 === 0 ? {} : { text: `what ${sourceId} saw, event ${this.made}` };
    return { sourceId, label, durationMs, ...text, ...(this.withFeatures && { features: this.features(n, truth) }) };
  }

  private features(n: number, truth: number): number[] {
    return Array.from({ length: dimension }, (_, d) => (d === truth ? 2 : 0) + Math.sin(n * 12.9898 + d * 78.233) / 2);
  }
}

/** Sends a crowd's events until it is told to stop; what was acknowledged is remembered. */
export class Traffic {
  readonly acknowledged = new Set<number>();
  private readonly stopping = new AbortController();
  private readonly done: Promise<void>;

  constructor(
    private readonly crowd: Crowd,
    private readonly send: (events: ReturnType<Crowd['next']>[]) => Promise<void>,
    private readonly pace: { eventsPerSend: number; pauseMs: number },
  ) {
    this.done = this.run();
    this.done.catch(() => undefined); // `stop` says it
  }

  /** The send in hand is acknowledged. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const events = Array.from({ length: this.pace.eventsPerSend }, () => this.crowd.next());
      await this.send(events);
      for (const { atMs } of events) this.acknowledged.add(atMs);
      await sleep(this.pace.pauseMs);
    }
  }
}
