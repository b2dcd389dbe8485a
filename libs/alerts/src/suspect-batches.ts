import type { Clock } from './clock.js';
import { changeDocument, type Documents } from './documents.js';
import type { SuspectLabel, WebhookEvent } from './events.js';

/** A suspect label, as JUDGE numbers its verdicts. */
export interface FoundSuspect {
  partition: number;
  seq: number;
  label: SuspectLabel;
}

export interface SuspectBatchesParts {
  documents: Documents;
  clock: Clock;
  /** Partitions of the suspects log that this process owns now. */
  partitions(): number[];
  /** Idempotent. */
  announce(event: WebhookEvent): Promise<void>;
  failed(error: unknown): void;
}

const prefix = 'suspects/';
const MAX_LABELS = 100;
const MAX_AGE_MS = 10_000;
const LOOK_EVERY_MS = 1_000;

interface Batch {
  number: number;
  labels: SuspectLabel[];
  atMs: number;
}

interface BatchState {
  /** Highest seq taken of each JUDGE partition: what is not above it is a repeat. */
  taken: Record<string, number>;
  labels: SuspectLabel[];
  openedAtMs: number;
  /** Of the next batch. */
  number: number;
  /** Not yet known to be told. */
  closed: Batch[];
}

/**
 * Collects suspect labels into events: a hundred, or what came within ten seconds of the first. One document per
 * (partition, project) holds what is open; a batch is closed in one write, told, then forgotten in another, so that each
 * label is in exactly one event, whatever is killed in between.
 */
export class SuspectBatches {
  /** Names of documents that may hold an open batch, and when to look at them. */
  private readonly lookAtMs = new Map<string, number>();
  private known = new Set<number>();
  private cancel?: () => void;
  private looking?: Promise<void>;
  private stopped = false;

  constructor(private readonly parts: SuspectBatchesParts) {}

  start(): void {
    this.cancel = this.parts.clock.after(LOOK_EVERY_MS, () => {
      this.looking = this.look()
        .catch((error: unknown) => this.parts.failed(error))
        .finally(() => !this.stopped && this.start());
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel?.();
    await this.looking;
  }

  /** Resolves when they are on record. Repeats have no effect. */
  async add(partition: number, project: string, found: FoundSuspect[]): Promise<void> {
    const name = nameOf(partition, project);
    const nowMs = this.parts.clock.nowMs();
    const state = await this.change(name, (before) => withSuspects(before, found, nowMs));
    if (state.labels.length > 0) this.lookAtMs.set(name, state.openedAtMs + MAX_AGE_MS);
    await this.tell(name, state.closed);
  }

  private async look(): Promise<void> {
    const owned = new Set(this.parts.partitions());
    for (const partition of owned) if (!this.known.has(partition)) await this.find(partition);
    this.known = owned;
    for (const [name, atMs] of this.lookAtMs) {
      if (!owned.has(placeOf(name).partition)) this.lookAtMs.delete(name);
      else if (atMs <= this.parts.clock.nowMs()) await this.close(name);
    }
  }

  /** What an earlier owner left. */
  private async find(partition: number): Promise<void> {
    const names = await this.parts.documents.documentNames(`${prefix}${partition}/`);
    for (const name of names) this.lookAtMs.set(name, 0);
  }

  private async close(name: string): Promise<void> {
    const nowMs = this.parts.clock.nowMs();
    const state = await this.change(name, (before) => {
      const isOld = before.labels.length > 0 && nowMs - before.openedAtMs >= MAX_AGE_MS;
      return isOld ? closeOne(before, nowMs) : before;
    });
    await this.tell(name, state.closed);
    if (state.labels.length > 0) this.lookAtMs.set(name, state.openedAtMs + MAX_AGE_MS);
    else this.lookAtMs.delete(name);
  }

  private async tell(name: string, closed: Batch[]): Promise<void> {
    const { partition, project } = placeOf(name);
    for (const { number, labels, atMs } of closed) {
      const data = { project, labels };
      await this.parts.announce({ type: 'label.suspect', project, cause: `${partition}/${number}`, atMs, data });
    }
    const told = new Set(closed.map(({ number }) => number));
    if (told.size === 0) return;
    await this.change(name, (s) => ({ ...s, closed: s.closed.filter(({ number }) => !told.has(number)) }));
  }

  private change(name: string, apply: (state: BatchState) => BatchState): Promise<BatchState> {
    return changeDocument(this.parts.documents, name, empty, apply);
  }
}

const empty: BatchState = { taken: {}, labels: [], openedAtMs: 0, number: 1, closed: [] };

function withSuspects(before: BatchState, found: FoundSuspect[], nowMs: number): BatchState {
  const taken = { ...before.taken };
  const labels = [...before.labels];
  for (const { partition, seq, label } of found) {
    if (seq <= (taken[partition] ?? 0)) continue;
    taken[partition] = seq;
    labels.push(label);
  }
  const openedAtMs = before.labels.length === 0 ? nowMs : before.openedAtMs;
  let state: BatchState = { ...before, taken, labels, openedAtMs };
  while (state.labels.length >= MAX_LABELS) state = closeOne(state, nowMs);
  return state;
}

function closeOne(state: BatchState, nowMs: number): BatchState {
  const { number, labels, closed } = state;
  const batch = { number, labels: labels.slice(0, MAX_LABELS), atMs: nowMs };
  return {
    ...state,
    labels: labels.slice(MAX_LABELS),
    openedAtMs: nowMs,
    number: number + 1,
    closed: [...closed, batch],
  };
}

function nameOf(partition: number, project: string): string {
  return `${prefix}${partition}/${project}`;
}

function placeOf(name: string): { partition: number; project: string } {
  const [, partition, project] = name.split('/') as [string, string, string];
  return { partition: Number(partition), project };
}
