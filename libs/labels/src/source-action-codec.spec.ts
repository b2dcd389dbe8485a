import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSourceAction, encodeSourceAction } from './source-action-codec.js';
import { anyAtMs, anyId, anyProjectId, damaged, expectOnlyInvalidInput, frozen } from './testing/arbitraries.js';
import type { SourceAction } from './verdict.js';

const anyAction = fc.record(
  {
    project: anyProjectId,
    sourceId: anyId,
    action: fc.constantFrom('pause', 'resume'),
    by: anyId,
    note: anyId,
    atMs: anyAtMs,
  },
  { requiredKeys: ['project', 'sourceId', 'action', 'by', 'atMs'] },
) as fc.Arbitrary<SourceAction>;

describe('decisions about sources', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(anyAction, (action) => {
        expect(decodeSourceAction(encodeSourceAction(frozen(action)))).toEqual(action);
      }),
    );
  });

  it('are refused without an action', () => {
    expect(() => decodeSourceAction(new Uint8Array(0))).toThrow('action: 0 is not one of pause, resume');
  });

  it('throw nothing but InvalidInput on random and on damaged records', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 80 }), damaged(anyAction.map(encodeSourceAction)));
    fc.assert(
      fc.property(bytes, (record) => expectOnlyInvalidInput(decodeSourceAction, record)),
      { numRuns: 1_000 },
    );
  });
});
