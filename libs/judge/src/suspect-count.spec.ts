import { describe, expect, it } from 'vitest';
import type { ChangedLabel } from '#labels';
import { contextOf, Example } from './testing/example.js';

const flags = (labels: ChangedLabel[]) =>
  labels.map(({ sourceId, effect, suspect = false, wasSuspect = false }) => [sourceId, effect, wasSuspect, suspect]);

describe('which labels are suspect', () => {
  it('goes with every change: what was, and what is', () => {
    const example = new Example();
    example.label('ann', 0);
    example.label('bob', 1);
    expect(flags(example.label('cid', 1).change!.labels)).toEqual([
      ['ann', 'kept', false, true],
      ['bob', 'kept', true, false],
      ['cid', 'added', false, false],
    ]);
    expect(flags(example.gold(0).change!.labels)).toEqual([
      ['ann', 'kept', true, false],
      ['bob', 'kept', false, true],
      ['cid', 'kept', false, true],
    ]);
    expect(flags(example.label('bob', 0).change!.labels)).toEqual([
      ['bob', 'removed', true, false],
      ['ann', 'kept', false, false],
      ['cid', 'kept', true, true],
      ['bob', 'added', false, false],
    ]);
    expect(flags(example.retract('cid').change!.labels)[0]).toEqual(['cid', 'removed', true, false]);
  });

  it('is told when a repeat finds it otherwise, and moves nothing else', () => {
    const context = contextOf();
    const example = new Example(context);
    example.label('ann', 0);
    example.label('bob', 0);
    example.label('cid', 1);
    expect(example.label('cid', 1).change).toBeUndefined();
    // Sources were found out since: what cid says is worth more than the others together.
    const column = context.noise.column.bind(context.noise);
    context.noise.column = (sourceId, given, atMs, own) =>
      sourceId === 'cid' ? Float64Array.of(0.01, 0.98, 0.01) : column(sourceId, given, atMs, own).fill(1 / 3);
    const { mass } = example.state;
    const { change, verdicts } = example.label('cid', 1);
    expect(flags(change!.labels)).toEqual([
      ['ann', 'kept', false, false],
      ['bob', 'kept', false, false],
      ['cid', 'kept', true, false],
    ]);
    expect([change!.before, change!.after]).toEqual([mass, mass]);
    expect(verdicts.map(({ verdict }) => verdict.suspect)).toEqual([false]);
  });
});
