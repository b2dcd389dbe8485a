import { describe, expect, it } from 'vitest';
import type { Alert } from '#labels';
import { CoreLoop, testProject } from './testing/core-loop.js';
import { accurate, below, randomOf } from './testing/random.js';

const K = 5;

/** Three sources label the same examples, in this order; the last copies the first with this probability. */
function alarmsOf(copies: number, seed: number, examples = 150): Alert[] {
  const loop = new CoreLoop([testProject('p', K, { accuracyLine: 0.2, reviewShare: 0 })], { throughBytes: true });
  const random = randomOf(seed);
  const looks = accurate(0.75, K);
  const alerts: Alert[] = [];
  for (let n = 0; n < examples; n++) {
    const truth = below(random, K);
    const said = looks(truth, random, n);
    const labels = {
      first: said,
      other: looks(truth, random, n),
      last: random() < copies ? said : looks(truth, random, n),
    };
    for (const [sourceId, label] of Object.entries(labels)) {
      const event = { kind: 'label' as const, project: 'p', exampleId: `e${n}`, sourceId, label, atMs: n };
      alerts.push(...loop.watch(loop.judge(0, [{ event }]).changes));
    }
    if (n % 10 === 9) loop.refresh();
  }
  return alerts.filter((alert) => alert.kind === 'copying');
}

describe('copying', () => {
  it('is found, with whom and by how much, although the copier is as accurate as the others', () => {
    const [alert, ...more] = alarmsOf(0.9, 1);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ sourceId: 'last', state: 'open', evidence: 'model', opening: 1 });
    const pattern = alert!.patterns.find((p) => p.kind === 'copying');
    expect(pattern).toMatchObject({ kind: 'copying', sourceId: 'first' });
    if (pattern?.kind !== 'copying') return;
    expect(pattern.agreement).toBeGreaterThan(pattern.expected + 0.1);
  });

  it('is not seen in sources that agree because they are right', () => {
    for (let seed = 1; seed <= 8; seed++) expect(alarmsOf(0, seed)).toEqual([]);
  });
});
