import { AccuracyTest } from '../accuracy-test.js';

/**
 * Share of sources of this accuracy that have reached `logBound` within `labels` gold labels, over all histories: what a
 * test knows on gold depends on the count of right labels only.
 */
export function shareAlarmed(accuracy: number, labels: number, line: number, logBound: number): number {
  let running = [{ right: 0, probability: 1, test: new AccuracyTest('below') }];
  let alarmed = 0;
  for (let n = 0; n < labels; n++) {
    const wrong = running.map(({ right, probability, test }) => {
      return { right, probability: probability * (1 - accuracy), test: afterLabel(test, 0, line) };
    });
    const next = new Map(wrong.map((state) => [state.right, state]));
    for (const { right, probability, test } of running) {
      const joined = next.get(right + 1) ?? { right: right + 1, probability: 0, test: afterLabel(test, 1, line) };
      joined.probability += probability * accuracy;
      next.set(joined.right, joined);
    }
    running = [...next.values()].filter(({ probability, test }) => {
      if (test.logEValue >= logBound) alarmed += probability;
      return test.logEValue < logBound && probability > 1e-12;
    });
  }
  return alarmed;
}

function afterLabel(test: AccuracyTest, beliefInGiven: number, line: number): AccuracyTest {
  const next = new AccuracyTest('below', test.logWealth);
  next.update(beliefInGiven, line, 10);
  return next;
}
