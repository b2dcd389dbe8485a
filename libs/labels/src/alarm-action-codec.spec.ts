import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAlarmAction, encodeAlarmAction } from './alarm-action-codec.js';
import { anyAtMs, anyId, anyProjectId, damaged, expectOnlyInvalidInput, frozen } from './testing/arbitraries.js';
import { alarmSlots, type AlarmAction } from './verdict.js';

const anyAction = fc.record(
  {
    project: anyProjectId,
    sourceId: anyId,
    slot: fc.constantFrom(...alarmSlots),
    opening: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
    action: fc.constantFrom('acknowledge', 'resolve'),
    by: anyId,
    note: anyId,
    atMs: anyAtMs,
  },
  { requiredKeys: ['project', 'sourceId', 'slot', 'opening', 'action', 'by', 'atMs'] },
) as fc.Arbitrary<AlarmAction>;

describe('actions on alarms', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(anyAction, (action) => {
        expect(decodeAlarmAction(encodeAlarmAction(frozen(action)))).toEqual(action);
      }),
    );
  });

  it('are refused without a slot', () => {
    expect(() => decodeAlarmAction(new Uint8Array(0))).toThrow('slot: 0 is not one of gold, model, drift, copying');
  });

  it('throw nothing but InvalidInput on random and on damaged records', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 80 }), damaged(anyAction.map(encodeAlarmAction)));
    fc.assert(
      fc.property(bytes, (record) => expectOnlyInvalidInput(decodeAlarmAction, record)),
      { numRuns: 1_000 },
    );
  });
});
