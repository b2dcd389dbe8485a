import { describe, expect, it } from 'vitest';
import {
  honest,
  honestCrowd,
  majorityAccuracy,
  replayed,
  shareRight,
  simulate,
  without,
  type SimulatedSource,
  type Stream,
} from './testing/simulated-stream.js';

// Bounds hold with a margin over the seeds 1 to 5.
const seed = 1;
const examples = 600;
const half = examples / 2;
const numberOf = (exampleId: string) => Number(exampleId.slice(1));
/** Each good source may be alarmed about with 5 %; two of a dozen are too many. */
const mostFalseAlarms = 1;
const goodOnes = (alarmed: string[]) => alarmed.filter((sourceId) => sourceId.startsWith('good'));

/** Four classes, twelve sources that are right in 82 to 96 % of their labels, three labels an example. */
function streamOf(more: Partial<Stream> = {}): Stream {
  return { examples, classCount: 4, seed, sources: honestCrowd(12, 4, [0.82, 0.96]), labelsPerExample: 3, ...more };
}

describe('qualm replay on simulated streams', () => {
  it('finds as many true labels after the class balance has turned round, with no more alarms than were promised', async () => {
    const lines = simulate(
      streamOf({ features: true, balance: (passed) => (passed < 0.5 ? [7, 1, 1, 1] : [1, 1, 1, 7]) }),
    );
    const outcome = await replayed(lines, { classes: 4 });
    const [before, after] = [false, true].map((late) => outcome.accuracy((id) => numberOf(id) >= half === late));
    expect(after! - before!).toBeGreaterThan(-0.03);
    expect(outcome.accuracy()).toBeGreaterThan(majorityAccuracy(lines));
    expect(outcome.alarmed.length).toBeLessThanOrEqual(mostFalseAlarms);
  });

  it('knows a source that arrives late: its accuracy to 5 points; a bad one is alarmed within 60 labels, a good one is not', async () => {
    const late = { from: 0.6, share: 0.6 };
    const newcomers = [
      { ...honest('good', 0.95, 4), ...late },
      { ...honest('bad', 0.3, 4), ...late },
    ];
    const lines = simulate(streamOf({ sources: [...honestCrowd(12, 4, [0.82, 0.96]), ...newcomers] }));
    const { sources, alarmed, alerts } = await replayed(lines, { classes: 4 });
    for (const sourceId of ['good', 'bad']) {
      expect(Math.abs(sources.get(sourceId)!.accuracy - shareRight(lines, sourceId))).toBeLessThan(0.05);
    }
    const [first] = alerts.filter(({ sourceId }) => sourceId === 'bad');
    expect(first).toMatchObject({ state: 'open', kind: 'accuracy' });
    expect(first!.labels).toBeLessThan(60);
    expect(alarmed).not.toContain('good');
    expect(goodOnes(alarmed).length).toBeLessThanOrEqual(mostFalseAlarms);
  });

  it.each([
    ['that nobody used before', { classes: 4 }],
    ['that is appended in mid-stream', { classes: 3, appended: { afterLines: 3 * half - 200, classes: ['3'] } }],
  ])('finds the examples of a class %s as well as the others', async (_, options) => {
    const lines = simulate(streamOf({ balance: (passed) => [1, 1, 1, passed < 0.5 ? 0 : 1] }));
    for (const line of lines.lines) {
      // Nobody says it before it is there.
      if (numberOf(line.exampleId) < half && line.label === 3) line.label = (lines.truth.get(line.exampleId)! + 1) % 3;
    }
    const { accuracy, summary, alarmed } = await replayed(lines, options);
    expect(summary).toMatchObject({ lines: lines.lines.length, deadLetters: 0 });
    expect(accuracy((_id, truth) => truth === 3)).toBeGreaterThan(accuracy((_id, truth) => truth !== 3) - 0.06);
    expect(alarmed.length).toBeLessThanOrEqual(mostFalseAlarms);
  });

  it('counts a label that comes twice once: 5 % duplicates change no count, and no accuracy by half a point', async () => {
    const once = simulate(streamOf());
    const twice = { ...once, lines: once.lines.flatMap((line, n) => (n % 20 === 7 ? [line, line] : [line])) };
    const [plain, repeated] = [await replayed(once, { classes: 4 }), await replayed(twice, { classes: 4 })];
    expect(repeated.summary).toMatchObject({ lines: (3 * examples * 21) / 20, deadLetters: 0 });
    const labelsOf = ({ examples: all }: typeof plain) =>
      all.map(({ labels }) => labels.map((l) => [l.sourceId, l.label]));
    expect(labelsOf(repeated)).toEqual(labelsOf(plain));
    for (const [sourceId, { labels, accuracy }] of plain.sources) {
      expect(repeated.sources.get(sourceId)!.labels).toBe(labels);
      expect(Math.abs(repeated.sources.get(sourceId)!.accuracy - accuracy)).toBeLessThan(0.005);
    }
    expect(Math.abs(repeated.accuracy() - plain.accuracy())).toBeLessThan(0.005);
  });

  it('is not ruled by a source that gives 60 % of all labels: right more often than it, and no less than most votes', async () => {
    const others = honestCrowd(10, 4, [0.8, 0.95]).map((source) => ({ ...source, share: 2 / 30 }));
    const most = { ...honest('most', 0.75, 4), share: 1 };
    const lines = simulate(streamOf({ sources: [most, ...others], labelsPerExample: 0 }));
    const { sources, accuracy, alarmed } = await replayed(lines, { classes: 4 });
    expect(sources.get('most')!.labels / lines.lines.length).toBeGreaterThan(0.57);
    expect(Math.abs(sources.get('most')!.accuracy - shareRight(lines, 'most'))).toBeLessThan(0.08);
    expect(accuracy()).toBeGreaterThan(shareRight(lines, 'most') + 0.01);
    expect(accuracy()).toBeGreaterThan(majorityAccuracy(lines) - 0.01);
    expect(alarmed.length).toBeLessThanOrEqual(mostFalseAlarms);
  });

  it('finds three copies of a source and is not worse for them: within 2 points of their labels taken out by hand', async () => {
    const copies = ['copy-1', 'copy-2', 'copy-3'].map((sourceId): SimulatedSource => {
      return { sourceId, follows: 'mate', answer: (_, __, earlier) => earlier.get('mate')! };
    });
    const mate = { ...honest('mate', 0.6, 4), share: 0.4 };
    const lines = simulate(streamOf({ sources: [...honestCrowd(10, 4, [0.75, 0.95]), mate, ...copies] }));
    const byHand = without(lines, (sourceId) => sourceId.startsWith('copy'));
    const [all, kept] = [await replayed(lines, { classes: 4 }), await replayed(byHand, { classes: 4 })];
    // Votes lose ten points and more to them.
    expect(majorityAccuracy(lines)).toBeLessThan(majorityAccuracy(byHand) - 0.1);
    expect(all.accuracy()).toBeGreaterThan(kept.accuracy() - 0.02);
    const copying = all.alerts.filter(({ kind, state }) => kind === 'copying' && state === 'open');
    expect(copying.map(({ sourceId }) => sourceId).sort()).toEqual(['copy-1', 'copy-2', 'copy-3']);
    expect(Math.abs(all.sources.get('mate')!.accuracy - shareRight(lines, 'mate'))).toBeLessThan(0.08);
  });

  it('loses at most 2 points to a tenth of the sources poisoning towards one class, and alarms about them', async () => {
    const poison = ['poison-1', 'poison-2'].map((sourceId): SimulatedSource => {
      return { sourceId, answer: (truth, random) => (random() < 0.9 ? 0 : truth) };
    });
    const lines = simulate(streamOf({ sources: [...honestCrowd(18, 4, [0.82, 0.96]), ...poison] }));
    const byHand = without(lines, (sourceId) => sourceId.startsWith('poison'));
    const [all, kept] = [await replayed(lines, { classes: 4 }), await replayed(byHand, { classes: 4 })];
    const lost = kept.accuracy() - all.accuracy((exampleId) => byHand.truth.has(exampleId));
    expect(lost).toBeLessThanOrEqual(0.02);
    expect(all.alarmed).toEqual(expect.arrayContaining(['poison-1', 'poison-2']));
    for (const { alarmed } of [all, kept]) expect(goodOnes(alarmed).length).toBeLessThanOrEqual(mostFalseAlarms);
  });
});
