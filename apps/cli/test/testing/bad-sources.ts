import { seededRandom } from '#testing';

const classCount = 3;
const goodSources = 12;

export const badSources = ['constant', 'swapped', 'turned', 'copier'];

/**
 * Lines of a replay of three classes. Good sources have accuracy .88, and `mate` .8. `constant` always says 2, in a hurry;
 * `swapped` exchanges 0 and 1; `turned` is good for the first half and then mostly wrong; `copier` copies `mate`, mistakes and
 * all. Two or three labels an example, with features and durations; gold for a sixth of them.
 */
export function linesWithBadSources(examples: number, seed: number): string[] {
  const random = seededRandom(seed);
  const noisy = (truth: number, accuracy: number) =>
    random() < accuracy ? truth : (truth + 1 + Math.floor(random() * (classCount - 1))) % classCount;
  return Array.from({ length: examples }, (_, n) => {
    const truth = Math.floor(random() * classCount);
    const features = Array.from({ length: 4 }, (_, d) => (d === truth ? 1 : 0) + (random() - 0.5) * 2);
    const gold = random() < 1 / 6 ? { gold: truth } : {};
    const bad = (['constant', 'swapped', 'turned'] as const)[n % 3]!;
    const wrongly = { constant: 2, swapped: [1, 0, 2][truth]!, turned: noisy(truth, n < examples / 2 ? 0.9 : 0.25) };
    const good = `good-${Math.floor(random() * goodSources)}`;
    const pair = noisy(truth, 0.8);
    const given: [string, number][] =
      n % 2 === 0 ? [['mate', pair], ['copier', pair], [good, noisy(truth, 0.88)]] : [[good, noisy(truth, 0.88)], [bad, wrongly[bad]]]; // prettier-ignore
    return given.map(([sourceId, label]) => {
      const durationMs = Math.round((sourceId === 'constant' ? 400 : 6_000) * (1 + random()));
      return JSON.stringify({ exampleId: `e${n}`, sourceId, label, features, durationMs, ...gold });
    });
  }).flat();
}
