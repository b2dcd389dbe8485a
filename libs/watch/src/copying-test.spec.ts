import { describe, expect, it } from 'vitest';
import type { Alert, Evidence } from '#labels';
import { CoreLoop, testProject } from './testing/core-loop.js';
import { accurate, below, randomOf } from './testing/random.js';

const K = 5;

/**
 * Three sources label the same examples, in this order; the last copies the first with this probability. A model that is
 * right 19 times of 20 looks at them too, or none does.
 */
function alarmsOf(copies: number, seed: number, { model = true, accuracy = 0.75, examples = 150 } = {}): Alert[] {
  const loop = new CoreLoop([testProject('p', K, { accuracyLine: 0.2, reviewShare: 0 })]);
  const random = randomOf(seed);
  const looks = accurate(accuracy, K);
  const alerts: Alert[] = [];
  for (let n = 0; n < examples; n++) {
    const truth = below(random, K);
    const scored = model ? { evidence: evidenceOf(accurate(0.95, K)(truth, random, n)), modelVersion: 1 } : undefined;
    const first = looks(truth, random, n);
    const last = random() < copies ? first : looks(truth, random, n);
    for (const [sourceId, label] of Object.entries({ first, other: looks(truth, random, n), last })) {
      const event = { kind: 'label' as const, project: 'p', exampleId: `e${n}`, sourceId, label, atMs: n };
      alerts.push(...loop.watch(loop.judge(0, [{ event, ...(scored && { scored }) }]).changes));
    }
    if (n % 10 === 9) loop.refresh();
  }
  return alerts.filter((alert) => alert.kind === 'copying');
}

function evidenceOf(guess: number): Evidence {
  const logs = Float32Array.from({ length: K }, (_, k) => Math.log(k === guess ? 0.95 : 0.05 / (K - 1)));
  return { model: logs, prototype: logs };
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

  it('is not seen where two good sources are all that is known of the truth', () => {
    for (let seed = 1; seed <= 8; seed++) expect(alarmsOf(0, seed, { model: false, accuracy: 0.93 })).toEqual([]);
  });
});
