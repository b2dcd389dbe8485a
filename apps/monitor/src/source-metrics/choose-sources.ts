import type { SourceSummary } from '#pipeline';

/**
 * The sources that have series of their own: of those with an open alarm the riskiest, of the others those with the most
 * labels, up to `limit` of each.
 *
 * @param byRisk all sources of a project, riskiest first
 */
export function chooseSources<T extends Pick<SourceSummary, 'labels' | 'alarms'>>(byRisk: T[], limit: number): T[] {
  const alarmed: T[] = [];
  const busiest: T[] = []; // most labels first
  for (const source of byRisk) {
    if (source.alarms.length > 0) {
      if (alarmed.length < limit) alarmed.push(source);
    } else insert(busiest, source, limit);
  }
  return [...alarmed, ...busiest];
}

/** One pass with a short list: a sort of 100,000 sources would hold the event loop up. */
function insert<T extends { labels: number }>(busiest: T[], source: T, limit: number): void {
  if (source.labels === 0 || (busiest.length === limit && source.labels <= (busiest.at(-1)?.labels ?? 0))) return;
  let at = busiest.length;
  while (at > 0 && busiest[at - 1]!.labels < source.labels) at--;
  busiest.splice(at, 0, source);
  if (busiest.length > limit) busiest.pop();
}
