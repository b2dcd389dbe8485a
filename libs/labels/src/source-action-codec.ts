import { create, toBinary } from '@bufbuild/protobuf';
import { ActionOnSource, SourceActionSchema } from './gen/qualm/v1/change_pb.js';
import type { SourceAction } from './verdict.js';
import { EnumWords, parseProtobuf, safeNumber } from './wire.js';

const actions = new EnumWords<SourceAction['action'], ActionOnSource>('action', {
  pause: ActionOnSource.PAUSE,
  resume: ActionOnSource.RESUME,
});

/** Header of a decision's record on the changes log. */
export const sourceActionHeader = { record: 'source-action' } as const;

/** Protobuf, always: it is written by this service and read by WATCH. */
export function encodeSourceAction({ action, atMs, ...same }: SourceAction): Uint8Array {
  const message = { ...same, action: actions.toNumber(action), atMs: BigInt(atMs) };
  return toBinary(SourceActionSchema, create(SourceActionSchema, message));
}

/** @throws InvalidInput when the bytes are not a decision about a source */
export function decodeSourceAction(value: Uint8Array): SourceAction {
  const { project, sourceId, action, by, note, atMs } = parseProtobuf(SourceActionSchema, value);
  return {
    project,
    sourceId,
    action: actions.toWord(action),
    by,
    ...(note !== '' && { note }),
    atMs: safeNumber('at_ms', atMs),
  };
}
