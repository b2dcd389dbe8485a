import { describe, expect, it } from 'vitest';
import { cellChangeInterval, ConfusionDriftDetector, type PastRates } from './confusion-drift-detector.js';

const K = 3;
const matrix = [
  [0.8, 0.15, 0.05],
  [0.1, 0.8, 0.1],
  [0.2, 0.1, 0.7],
];
const past: PastRates = { rateOf: (i, j) => matrix[i]![j]!, labelsOf: () => Infinity };
const MARGIN = 0.03;
/** Row 0 with cell (0, 1) at the highest rate that counts as its past. */
const atTheEdge = (p = matrix[0]![1]! + MARGIN) => [(0.8 / 0.85) * (1 - p), p, (0.05 / 0.85) * (1 - p)];
const gold = (trueClass: number, given: number) => {
  return { classes: [trueClass], probabilities: [1], given, classCount: K, past };
};

/** E[statistic] after gold labels of class 0, given as in `row`, over all histories. */
function expectedStatistic(labels: number, row: number[], from: () => ConfusionDriftDetector): number {
  let expectation = 0;
  for (let history = 0; history < K ** labels; history++) {
    const detector = from();
    let probability = 1;
    for (let n = 0; n < labels; n++) {
      const given = Math.floor(history / K ** n) % K;
      probability *= row[given]!;
      detector.update(gold(0, given));
    }
    expectation += probability * Math.exp(detector.logStatistic(K));
  }
  return expectation;
}
/** A detector in which cell (0, 1) alone is watched, with this much wealth. */
const watching = (wealth: number) => () =>
  new ConfusionDriftDetector(new Map([[0, new Map([[1, new Float32Array(3).fill(Math.log(wealth))]])]]));

describe('ConfusionDriftDetector', () => {
  it('keeps its expectation at the edge, but for what new starts add', () => {
    const wealth = 1e6;
    const grown = expectedStatistic(4, atTheEdge(), watching(wealth)) * K * (K - 1);
    expect(grown / wealth).toBeCloseTo(1, 5);
    const [below, above] = [matrix[0]!, atTheEdge(0.4)].map((row) => expectedStatistic(4, row, watching(wealth)));
    expect(below! * K * (K - 1)).toBeLessThan(0.95 * wealth);
    expect(above! * K * (K - 1)).toBeGreaterThan(1.5 * wealth);
  });

  it('grows by less than one a label in expectation while the rows stay, and by more when one moves', () => {
    const none = () => new ConfusionDriftDetector();
    for (const labels of [1, 4, 7]) expect(expectedStatistic(labels, matrix[0]!, none)).toBeLessThan(labels);
    expect(expectedStatistic(7, [0.1, 0.8, 0.1], none)).toBeGreaterThan(7);
  });

  it('is the sum over starts at hits, in the row that the belief points to', () => {
    const detector = new ConfusionDriftDetector();
    const soft = { classes: [0, 2], probabilities: [0.6, 0.4], classCount: K, past };
    const labels = [1, 0, 1].map((given) => ({ ...soft, given }));
    labels.forEach((label) => detector.update(label));
    const rise = (edge: number) => [0.1, 0.3, 0.7].map((share) => edge + share * (1 - edge));
    const edge = matrix[0]![1]! + MARGIN;
    const likelihood = (given: number, row: number[]) => 0.6 * row[given]! + 0.4 * matrix[2]![given]!;
    const ratio = (given: number, p: number) => likelihood(given, atTheEdge(p)) / likelihood(given, atTheEdge(edge));
    const mean = (of: (p: number) => number) => rise(edge).reduce((sum, p) => sum + of(p), 0) / 3;
    const exact = mean((p) => ratio(1, p) * ratio(0, p) * ratio(1, p) + ratio(1, p));
    const cell = detector.movedCells().find((c) => c.trueClass === 0 && c.given === 1)!;
    expect(Math.exp(cell.logStatistic)).toBeCloseTo(exact, 4);
  });

  it('finds a swap of two classes, names both cells, and forgets the others', () => {
    const detector = new ConfusionDriftDetector();
    detector.update(gold(2, 1));
    for (let n = 0; n < 30; n++) {
      detector.update(gold(0, 1));
      detector.update(gold(1, 0));
      detector.update(gold(2, 2));
    }
    expect(detector.logStatistic(K)).toBeGreaterThan(Math.log(10_000));
    expect(detector.movedCells().map(({ trueClass, given }) => [trueClass, given])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('starts from nothing, and goes on from its cells to the bit', () => {
    const whole = new ConfusionDriftDetector();
    expect(whole.logStatistic(K)).toBe(-Infinity);
    whole.update(gold(0, 1));
    const rest = new ConfusionDriftDetector(structuredClone(whole.cells));
    for (const detector of [whole, rest]) detector.update(gold(0, 1));
    expect(rest.cells).toEqual(whole.cells);
  });
});

describe('cellChangeInterval', () => {
  it('finds the label of the class with which the cell rose, whatever came between', () => {
    const before = Array.from({ length: 60 }, (_, n) => gold(n % 2, n % 2));
    const after = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? gold(0, 1) : gold(1, 1)));
    const change = cellChangeInterval([...before, ...after], { trueClass: 0, given: 1 });
    expect(change.mostLikely).toBeGreaterThanOrEqual(59);
    expect(change.mostLikely).toBeLessThanOrEqual(60);
    expect(change.from).toBeGreaterThan(50);
    expect(change.to).toBeLessThan(66);
    expect(change.rateAfter).toBeGreaterThan(0.6);
  });
});
