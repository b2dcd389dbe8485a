import type { Ledger } from '#ledger';
import type { Log } from '#stream';
import { decodeSourceState, type SourceState } from '#watch';
import { groups, watchScope } from '../addresses.js';
import type { ProjectInUse } from '../projects-in-use.js';
import { readProject, reportSource, type ProjectReading, type SourceReport } from '../read-sources.js';
import { sourceFilter, type SourceFilter } from './source-filter.js';
import { readSourceMatrix, type SourceMatrix } from './source-matrix.js';
import { byRisk, comparePlaces, placeOf, type SourceOrder, type SourcePlace } from './source-order.js';
import type { SourceSummary } from './source-risk.js';
import { SourceTable, type SourcesRead } from './source-table.js';
import { sortInTurns } from './turns.js';

/** The sources of a project as they were read together. */
export interface Ranking extends SourcesRead {
  atMs: number;
  /** When it was begun, by the clock that never jumps, and how long it took. */
  beganMs: number;
  costMs: number;
  /** By order and filter. */
  lists: Map<string, Promise<SourceSummary[]>>;
}

interface Kept {
  /** What the summaries rest on besides the states. */
  basis: string;
  table: SourceTable;
  ranking?: Ranking;
  /** Under way; who asks waits for it where what is there is too old, or the wait is short. */
  reading?: { done: Promise<Ranking>; isWaitedFor: boolean };
}

export interface SourcesPage {
  sources: SourceSummary[];
  /** Of the project, and of them those that the filter shows. */
  total: number;
  matching: number;
  /** When they were read. */
  atMs: number;
}

/** A ranking is used for so long, and at least for so many times as long as it took to make: that is a fifth of one core. */
const FRESH_MS = 2_000;
const TIMES_ITS_COST = 4;
/** Who asks does not wait for a new one that costs more than this, unless the old one is twice too old. */
const WAIT_MS = 250;
const MAX_LISTS = 16;

/** Sources of a project in any order, read from what WATCH committed. */
export class RankedSources {
  private readonly kept = new Map<string, Kept>();

  /** @param nowMs of a clock that never jumps */
  constructor(
    private readonly parts: { ledger: Ledger; log: Log },
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** The sources that come after one place. */
  async page(
    inUse: ProjectInUse,
    query: { order: SourceOrder; filter: SourceFilter; after?: SourcePlace | undefined; limit: number },
  ): Promise<SourcesPage> {
    const { order, filter, after, limit } = query;
    const ranking = await this.ranking(inUse);
    const list = await listOf(ranking, order, filter);
    const start = after === undefined ? 0 : firstAfter(list, after, order);
    return {
      sources: list.slice(start, start + limit),
      total: ranking.known.length,
      matching: list.length,
      atMs: ranking.atMs,
    };
  }

  /** All of them, riskiest first. */
  async all(inUse: ProjectInUse): Promise<SourceSummary[]> {
    return listOf(await this.ranking(inUse), byRisk, {});
  }

  /** All of them: two seconds old at most, or where that is dear about eight times as long as a reading takes. */
  async ranking(inUse: ProjectInUse): Promise<Ranking> {
    const kept = this.keptOf(inUse);
    const { ranking } = kept;
    const freshForMs = Math.max(FRESH_MS, TIMES_ITS_COST * (ranking?.costMs ?? 0));
    const ageMs = ranking ? this.nowMs() - ranking.beganMs : Infinity;
    if (ranking && ageMs < freshForMs) return ranking;
    if (!kept.reading) {
      const done = this.read(kept).finally(() => delete kept.reading);
      done.catch(() => undefined); // who waits for it, or for the next one, hears of it
      kept.reading = { done, isWaitedFor: !ranking || ranking.costMs < WAIT_MS || ageMs > 2 * freshForMs };
    }
    return ranking && !kept.reading.isWaitedFor ? ranking : kept.reading.done;
  }

  /** One source as it is now, with its noise matrix; undefined when it never labeled. */
  async one(
    { project, posterior }: ProjectInUse,
    sourceId: string,
  ): Promise<{ report: SourceReport; matrix: SourceMatrix; reading: ProjectReading } | undefined> {
    const state = await this.state(project.id, sourceId);
    if (!state) return undefined;
    const reading = await readProject(this.parts, project);
    const matrix = await readSourceMatrix(state, reading.noise, posterior);
    return { report: reportSource(sourceId, state, reading, posterior), matrix, reading };
  }

  /** The same as WATCH keeps it. */
  async state(projectId: string, sourceId: string): Promise<SourceState | undefined> {
    const address = { group: groups.sources(projectId), id: sourceId };
    const [bytes] = await this.parts.ledger.load(watchScope(this.parts.log, projectId), [address]);
    return bytes && decodeSourceState(bytes);
  }

  private async read(kept: Kept): Promise<Ranking> {
    const [atMs, beganMs] = [Date.now(), this.nowMs()];
    const sources = await kept.table.read();
    return (kept.ranking = { ...sources, atMs, beganMs, costMs: this.nowMs() - beganMs, lists: new Map() });
  }

  private keptOf(inUse: ProjectInUse): Kept {
    const { project, posterior } = inUse;
    const basis = JSON.stringify([project.settings, project.classes.length, posterior]);
    let kept = this.kept.get(project.id);
    if (kept?.basis !== basis) {
      kept = { basis, table: new SourceTable(this.parts, inUse) };
      this.kept.set(project.id, kept);
    }
    return kept;
  }
}

/** Made once for each order and filter. */
function listOf(ranking: Ranking, order: SourceOrder, filter: SourceFilter): Promise<SourceSummary[]> {
  const key = JSON.stringify([order.sort, order.direction, filter]);
  const made = ranking.lists.get(key);
  if (made) return made;
  const isAll = Object.keys(filter).length === 0;
  const list = isAll
    ? sorted(ranking, order)
    : listOf(ranking, order, {}).then((all) => all.filter(sourceFilter(filter)));
  if (ranking.lists.size >= MAX_LISTS) ranking.lists.delete(ranking.lists.keys().next().value!);
  ranking.lists.set(key, list);
  return list;
}

async function sorted({ known }: Ranking, order: SourceOrder): Promise<SourceSummary[]> {
  const placed = known.map(({ summary }) => ({ summary, place: placeOf(summary, order) }));
  const inOrder = await sortInTurns(placed, (a, b) => comparePlaces(a.place, b.place, order));
  return inOrder.map(({ summary }) => summary);
}

/** Where the sources begin that come after a place. */
function firstAfter(list: SourceSummary[], after: SourcePlace, order: SourceOrder): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePlaces(placeOf(list[middle]!, order), after, order) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
