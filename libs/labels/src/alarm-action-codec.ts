import { create, toBinary } from '@bufbuild/protobuf';
import { ActionOnAlarm, AlarmActionSchema, AlarmSlot as WireSlot } from './gen/qualm/v1/change_pb.js';
import type { AlarmAction, AlarmSlot } from './verdict.js';
import { EnumWords, parseProtobuf, safeNumber } from './wire.js';

const slots = new EnumWords<AlarmSlot, WireSlot>('slot', {
  gold: WireSlot.GOLD,
  model: WireSlot.MODEL,
  drift: WireSlot.DRIFT,
  copying: WireSlot.COPYING,
});

const actions = new EnumWords<AlarmAction['action'], ActionOnAlarm>('action', {
  acknowledge: ActionOnAlarm.ACKNOWLEDGE,
  resolve: ActionOnAlarm.RESOLVE,
});

/** Header of an action's record on the changes log; a record without it is a change. */
export const alarmActionHeader = { record: 'alarm-action' } as const;

/** Protobuf, always: it is written by this service and read by WATCH. */
export function encodeAlarmAction({ slot, action, atMs, ...same }: AlarmAction): Uint8Array {
  const message = { ...same, slot: slots.toNumber(slot), action: actions.toNumber(action), atMs: BigInt(atMs) };
  return toBinary(AlarmActionSchema, create(AlarmActionSchema, message));
}

/** @throws InvalidInput when the bytes are not an action */
export function decodeAlarmAction(value: Uint8Array): AlarmAction {
  const { project, sourceId, slot, opening, action, by, note, atMs } = parseProtobuf(AlarmActionSchema, value);
  return {
    project,
    sourceId,
    slot: slots.toWord(slot),
    opening,
    action: actions.toWord(action),
    by,
    ...(note !== '' && { note }),
    atMs: safeNumber('at_ms', atMs),
  };
}
