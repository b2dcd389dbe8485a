import type { AlertKind } from '#labels';
import { bytesToFloats, floatBytes } from '#noise';
import { RecoveryTest } from '#sequential';
import type { OpenAlarm } from './source-state.js';

/** Kind, line, true class, given class, time, who acknowledged; sums of the recovery test and the labels that entered it. */
export type PackedAlarm =
  [AlertKind, number, number | null, number | null, number, string | null, [Uint8Array, number] | null] | null;

export function packAlarm(alarm: OpenAlarm | undefined): PackedAlarm {
  if (!alarm) return null;
  const { kind, line, trueClass = null, givenClass = null, openedAtMs, acknowledgedBy = null, recovery } = alarm;
  const sums: [Uint8Array, number] | null = recovery ? [floatBytes(recovery.logSums), recovery.labels] : null;
  return [kind, line, trueClass, givenClass, openedAtMs, acknowledgedBy, sums];
}

export function unpackAlarm(packed: PackedAlarm): { alarm?: OpenAlarm } {
  if (!packed) return {};
  const [kind, line, trueClass, givenClass, openedAtMs, acknowledgedBy, sums] = packed;
  const alarm: OpenAlarm = { kind, line, openedAtMs };
  if (trueClass !== null) alarm.trueClass = trueClass;
  if (givenClass !== null) alarm.givenClass = givenClass;
  if (acknowledgedBy !== null) alarm.acknowledgedBy = acknowledgedBy;
  if (sums) alarm.recovery = new RecoveryTest(bytesToFloats(sums[0]), sums[1]);
  return { alarm };
}
