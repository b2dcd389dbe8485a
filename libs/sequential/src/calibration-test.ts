import { alternativesIn, BELIEF_ALTERNATIVES, type SparseBelief, topOf } from './belief-alternatives.js';
import { logMeanExp } from './mixture.js';

/** Flat, so that it can be stored as it is. */
export interface CalibrationState {
  /** Log of each alternative's product, `[11]`. */
  logWealth: Float32Array;
  /** Examples, those whose most probable class was wrong, and how many of those were expected, by claimed error rate: `[10]` each. */
  examples: Float64Array;
  errors: Float64Array;
  expectedErrors: Float64Array;
}

/** Upper ends of the bins of claimed error rates; the last bin has none. */
const BIN_ENDS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6];

/**
 * E-process for H0 "beliefs are calibrated": on each gold example, given the past, the true class y is drawn from the belief b.
 * Each example gives a factor `alt[y] / max(b[y], floor)` for each of 11 alternatives that are fixed before y is known
 * (see alternativesIn: over- and underconfidence, uniform errors, and the error rates observed so far among beliefs as sure as
 * this one). The e-value is the mean of the 11 products. Its expectation is <= 1 at every stopping time whenever the true
 * distribution is <= max(b, floor) in every class, so P(calibrated beliefs ever reach 1/level) <= level. The floor leaves room for
 * rounding: beliefs of 0 are refuted by a few such examples, not by one.
 *
 * Gold must be honeypots or sampled reviews: examples that somebody chose are no sample of the beliefs.
 */
export class CalibrationTest {
  readonly state: CalibrationState;

  constructor(state?: CalibrationState) {
    const bins = () => new Float64Array(BIN_ENDS.length + 1);
    this.state = state ?? {
      logWealth: new Float32Array(BELIEF_ALTERNATIVES),
      examples: bins(),
      errors: bins(),
      expectedErrors: bins(),
    };
  }

  /** @param belief as it was before the gold was known */
  update(belief: SparseBelief, trueClass: number): void {
    const { logWealth, examples, errors, expectedErrors } = this.state;
    const { topClass, errorRate } = topOf(belief);
    const bin = binOf(errorRate);
    const learned = errorRate * ((errors[bin]! + 1) / (expectedErrors[bin]! + 1));
    const { alternatives, floored } = alternativesIn(belief, trueClass, Math.min(learned, 0.99));
    alternatives.forEach((alternative, k) => (logWealth[k]! += Math.log(alternative / floored)));
    examples[bin]!++;
    errors[bin]! += trueClass === topClass ? 0 : 1;
    expectedErrors[bin]! += errorRate;
  }

  /** Natural log of the e-value. */
  get logEValue(): number {
    return logMeanExp(this.state.logWealth);
  }

  /** Gold examples that entered. */
  get labels(): number {
    return this.state.examples.reduce((a, b) => a + b, 0);
  }

  /**
   * How often the most probable class was the true one, expected and observed, in [0, 1]; over all beliefs and by claimed error
   * rate, surest first, bins without examples left out.
   */
  get hitRates(): { overall: HitRate; bins: HitRate[] } {
    const { examples, errors, expectedErrors } = this.state;
    const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
    const bins = Array.from(examples, (n, bin) => hitRate(n, errors[bin]!, expectedErrors[bin]!));
    return {
      overall: hitRate(this.labels, sum(errors), sum(expectedErrors)),
      bins: bins.filter((b) => b.examples > 0),
    };
  }
}

export interface HitRate {
  examples: number;
  expected: number;
  observed: number;
}

function hitRate(examples: number, errors: number, expectedErrors: number): HitRate {
  const share = (count: number) => (examples === 0 ? 1 : 1 - count / examples);
  return { examples, expected: share(expectedErrors), observed: share(errors) };
}

function binOf(errorRate: number): number {
  const bin = BIN_ENDS.findIndex((end) => errorRate < end);
  return bin < 0 ? BIN_ENDS.length : bin;
}
