import { describe, expect, it } from 'vitest';
import { sourceFilter, type SourceFilter } from './source-filter.js';
import type { SourceSummary } from './source-risk.js';

type Alarm = SourceSummary['alarms'][number];
const alarm = (kind: string, evidence: string, acknowledgedBy?: string) =>
  ({ kind, evidence, ...(acknowledgedBy !== undefined && { acknowledgedBy }) }) as unknown as Alarm;

const sources: Record<string, Alarm[]> = {
  'Ann-1': [],
  'bob-12': [alarm('accuracy', 'gold')],
  'cid-2': [alarm('drift', 'model', 'rita')],
  'dan-12': [alarm('drift', 'model', 'rita'), alarm('copying', 'model')],
};

const shown = (filter: SourceFilter) =>
  Object.entries(sources)
    .filter(([sourceId, alarms]) => sourceFilter(filter)({ sourceId, alarms }))
    .map(([id]) => id.slice(0, 3));

describe('which sources are shown', () => {
  it.each<[SourceFilter, string[]]>([
    [{}, ['Ann', 'bob', 'cid', 'dan']],
    [{ search: 'ANN' }, ['Ann']],
    [{ search: '-12' }, ['bob', 'dan']],
    [{ alarm: 'none' }, ['Ann']],
    [{ alarm: 'open' }, ['bob', 'dan']],
    [{ alarm: 'acknowledged' }, ['cid']],
    [{ kind: 'drift' }, ['cid', 'dan']],
    [{ evidence: 'gold' }, ['bob']],
    [{ kind: 'drift', evidence: 'gold' }, []],
    [{ search: 'd', alarm: 'open', kind: 'copying', evidence: 'model' }, ['dan']],
  ])('%j', (filter, ids) => {
    expect(shown(filter)).toEqual(ids);
  });
});
