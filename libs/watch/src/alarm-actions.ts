import { alarmSlots, type AlarmAction, type AlarmSlot, type EvidenceGrade, type ProjectSettings } from '#labels';
import { CopyingTest } from '#sequential';
import { alarmBound, restart } from './source-tests.js';
import { enteredOf, evidenceOf, type OpenAlarm, type SourceState } from './source-state.js';
import { transitionOf, type Transition } from './test-context.js';

/**
 * A person's word on an open alarm. Acknowledged: somebody has taken it on; it stays open. Resolved: it is closed and its tests
 * begin anew, knowing nothing of what was before, so that what was accepted does not alarm again. No effect on an alarm
 * that is not open any more, on another opening than the one that was meant, and the second time.
 */
export function actOnAlarm(
  source: SourceState,
  { slot, opening, action, by, note, atMs }: AlarmAction,
  settings: ProjectSettings,
): Transition | undefined {
  const { alarm, openings } = source[slot];
  if (!alarm || openings !== opening) return undefined;
  if (action === 'acknowledge' && alarm.acknowledgedBy !== undefined) return undefined;
  const progress = {
    labels: labelsOf(source, slot),
    logEValue: alarm.recovery?.logEValue ?? 0,
    bound: alarmBound(source[slot], settings),
  };
  const state = action === 'acknowledge' ? 'acknowledged' : 'resolved';
  const said = { ...transitionOf(slot, state, alarm, progress), by, ...(note !== undefined && { note }) };
  if (action === 'acknowledge') alarm.acknowledgedBy = by;
  else close(source, slot, atMs);
  return said;
}

export interface OpenAlarmOfSlot extends OpenAlarm {
  slot: AlarmSlot;
  evidence: EvidenceGrade;
  opening: number;
}

/** The alarms of a source that are open now. */
export function openAlarms(source: SourceState): OpenAlarmOfSlot[] {
  return alarmSlots.flatMap((slot) => {
    const { alarm, openings } = source[slot];
    return alarm ? [{ ...alarm, slot, evidence: evidenceOf(slot), opening: openings }] : [];
  });
}

export function hasOpenAlarm(source: SourceState): boolean {
  return alarmSlots.some((slot) => source[slot].alarm !== undefined);
}

function close(source: SourceState, slot: AlarmSlot, atMs: number): void {
  switch (slot) {
    case 'gold':
    case 'model':
      return restart(source[slot]);
    case 'drift':
      source.drift.sinceMs = atMs;
      break;
    case 'copying':
      source.copying.test = new CopyingTest();
      break;
    default:
      slot satisfies never;
  }
  delete source[slot].alarm;
}

function labelsOf(source: SourceState, slot: AlarmSlot): number {
  return slot === 'gold' ? source.gold.labels : enteredOf(source);
}
