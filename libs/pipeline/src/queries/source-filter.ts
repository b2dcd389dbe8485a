import type { AlertKind, EvidenceGrade } from '#labels';
import type { SourceSummary } from './source-risk.js';

/** open: has an alarm that nobody has taken on. acknowledged: has alarms, and all are taken on. none: has none. */
export const alarmStands = ['open', 'acknowledged', 'none'] as const;
export type AlarmStand = (typeof alarmStands)[number];

/** Which sources a list shows; what is absent does not matter. */
export interface SourceFilter {
  /** Part of the id, in any case of letters. */
  search?: string;
  alarm?: AlarmStand;
  /** One of its open alarms is of this kind, and rests on this evidence. */
  kind?: AlertKind;
  evidence?: EvidenceGrade;
}

export function standOf({ alarms }: Pick<SourceSummary, 'alarms'>): AlarmStand {
  if (alarms.length === 0) return 'none';
  return alarms.some((alarm) => alarm.acknowledgedBy === undefined) ? 'open' : 'acknowledged';
}

/** Whether a source is shown. */
export function sourceFilter({
  search,
  alarm,
  kind,
  evidence,
}: SourceFilter): (source: Pick<SourceSummary, 'sourceId' | 'alarms'>) => boolean {
  const wanted = search?.toLowerCase();
  const asksForAlarm = kind !== undefined || evidence !== undefined;
  return (source) => {
    if (wanted !== undefined && !source.sourceId.toLowerCase().includes(wanted)) return false;
    if (alarm !== undefined && standOf(source) !== alarm) return false;
    return (
      !asksForAlarm || source.alarms.some((a) => a.kind === (kind ?? a.kind) && a.evidence === (evidence ?? a.evidence))
    );
  };
}
