import { Packr } from 'msgpackr';
import type { GoldLabel, LabelingEvent, Project } from '#labels';
import { hashText, resolveLabel } from '#labels';

/** What the trainer keeps of one example of its buffer; features are kept apart, written once. */
export interface BufferedExample {
  labels: { sourceId: string; given: number; atMs: number }[];
  gold?: GoldLabel;
}

/** What the trainer has seen of one project in one partition. */
export interface Intake {
  /** Label events. */
  labels: number;
  /** Examples with a priority above this are not kept; 2^32 while the buffer has room. */
  threshold: number;
}

const packr = new Packr({ useRecords: false });

export const bufferedCodec = {
  create: (): BufferedExample => ({ labels: [] }),
  encode: ({ labels, gold }: BufferedExample): Uint8Array =>
    packr.pack([labels.map((l) => [l.sourceId, l.given, l.atMs]), gold ? [gold.label, gold.origin] : null]),
  decode: (bytes: Uint8Array): BufferedExample => {
    const [labels, gold] = packr.unpack(bytes) as [[string, number, number][], [number, GoldLabel['origin']] | null];
    const kept = labels.map(([sourceId, given, atMs]) => ({ sourceId, given, atMs }));
    return { labels: kept, ...(gold ? { gold: { label: gold[0], origin: gold[1] } } : {}) };
  },
};

export const intakeCodec = {
  create: (): Intake => ({ labels: 0, threshold: 2 ** 32 }),
  encode: (intake: Intake): Uint8Array => packr.pack([intake.labels, intake.threshold]),
  decode: (bytes: Uint8Array): Intake => {
    const [labels, threshold] = packr.unpack(bytes) as [number, number];
    return { labels, threshold };
  },
};

/** Applies one event to a buffered example, in place, with JUDGE's rules: one current label per source, newest wins. */
export function bufferEvent(example: BufferedExample, event: LabelingEvent, project: Project, atMs: number): void {
  if (event.kind === 'gold') {
    example.gold = { label: resolveLabel(project, event.label), origin: event.origin };
    return;
  }
  if (event.kind === 'review') {
    if (event.outcome === 'undone') delete example.gold;
    return;
  }
  if (event.kind === 'rescore') return;
  const index = example.labels.findIndex((l) => l.sourceId === event.sourceId);
  if (event.kind === 'retract') {
    if (index >= 0) example.labels.splice(index, 1);
    return;
  }
  const given = resolveLabel(project, event.label);
  if (index >= 0 && example.labels[index]!.given === given) return;
  if (index >= 0) example.labels.splice(index, 1);
  example.labels.push({ sourceId: event.sourceId, given, atMs });
}

/** Uniform in [0, 2^32). The smallest are kept. */
export function priorityOf(exampleId: string): number {
  return hashText(`buffer/${exampleId}`);
}

/** Above capacity by this share, the buffer is cut back to it. */
const SLACK = 1.1;

/**
 * Which examples one partition's buffer holds: a uniform sample without replacement over all examples ever seen, by
 * keeping those with the smallest hash (bottom-k; an example that was cut never comes back, so what is kept has all of
 * its labels). Examples with gold stay, up to half of the capacity.
 */
export class BufferIndex {
  private readonly ids = new Map<string, { priority: number; gold: boolean }>();

  constructor(private readonly capacity: number) {}

  has(exampleId: string): boolean {
    return this.ids.has(exampleId);
  }

  add(exampleId: string, gold: boolean): void {
    this.ids.set(exampleId, {
      priority: priorityOf(exampleId),
      gold: gold || (this.ids.get(exampleId)?.gold ?? false),
    });
  }

  get size(): number {
    return this.ids.size;
  }

  /** Examples to cut now, and the new threshold; undefined while there is room. */
  overflow(): { cut: string[]; threshold: number } | undefined {
    if (this.ids.size <= this.capacity * SLACK) return undefined;
    const byPriority = [...this.ids].sort((a, b) => a[1].priority - b[1].priority);
    const golds = byPriority.filter(([, e]) => e.gold).slice(0, this.capacity >> 1);
    const kept = new Set(golds.map(([id]) => id));
    let threshold = 0;
    for (const [id, entry] of byPriority) {
      if (kept.size >= this.capacity) break;
      kept.add(id);
      threshold = Math.max(threshold, entry.priority);
    }
    const cut = byPriority.filter(([id]) => !kept.has(id)).map(([id]) => id);
    for (const id of cut) this.ids.delete(id);
    return { cut, threshold };
  }
}
