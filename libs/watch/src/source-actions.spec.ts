import { describe, expect, it } from 'vitest';
import type { SourceAction } from '#labels';
import { CoreLoop, testProject } from './testing/core-loop.js';

const about = { project: 'p', sourceId: 'ann', by: 'rita', atMs: 700 };
const pause: SourceAction = { ...about, action: 'pause', note: 'asks her' };
const resume: SourceAction = { ...about, action: 'resume', atMs: 900 };

function loopWithLabels(): CoreLoop {
  const loop = new CoreLoop([testProject('p', 3, { accuracyLine: 0.8 })], { throughBytes: true });
  for (let n = 0; n < 5; n++) give(loop, n);
  return loop;
}

function give(loop: CoreLoop, n: number) {
  const event = { kind: 'label' as const, project: 'p', exampleId: `e${n}`, sourceId: 'ann', label: n % 3, atMs: n };
  return loop.watch(loop.judge(0, [{ event }]).changes);
}

describe('a source that a person pauses', () => {
  it('is told once, kept with who and why, and goes on when a person says so', () => {
    const loop = loopWithLabels();
    const source = () => loop.sources.get('p/ann')!;
    const told = [...loop.watch([pause]), ...loop.watch([{ ...pause, by: 'eve' }])];
    expect(told).toMatchObject([
      { kind: 'pause', state: 'open', sourceId: 'ann', by: 'rita', note: 'asks her', labels: 5, eValue: 1, line: 0.8, seq: 1 },
    ]); // prettier-ignore
    expect(source().paused).toEqual({ atMs: 700, by: 'rita', note: 'asks her' });
    expect([...loop.watch([resume]), ...loop.watch([resume])]).toMatchObject([{ kind: 'pause', state: 'resolved', seq: 2 }]); // prettier-ignore
    expect(source().paused).toBeUndefined();
    expect(source().records.map(({ kind, state, by }) => [kind, state, by])).toEqual([
      ['pause', 'open', 'rita'],
      ['pause', 'resolved', 'rita'],
    ]);
  });

  it('is judged, counted and tested as before, and has no alarm', () => {
    const [paused, free] = [loopWithLabels(), loopWithLabels()];
    paused.watch([pause]);
    for (const loop of [paused, free]) for (let n = 5; n < 9; n++) give(loop, n);
    paused.watch([resume]);
    const plain = (loop: CoreLoop) => {
      const { alertSeq: _, ...project } = loop.projects.get('p')!;
      const { records: __, ...source } = loop.sources.get('p/ann')!;
      return { project, source };
    };
    expect(plain(paused)).toEqual(plain(free));
    expect(paused.projects.get('p')!.openAlarms.size).toBe(0);
    expect(paused.judgeBytes()).toEqual(free.judgeBytes());
  });
});
