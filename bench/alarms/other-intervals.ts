/** Confidence sequences of a mean in [0, 1] from Waudby-Smith & Ramdas (2023), written down here to be compared with. */

/** Their predictable estimates of mean and variance (eq. 14-15), and the bet that both sequences derive from them. */
class Estimates {
  mean = 0.5;
  private n = 0;
  private sum = 0.5;
  private squares = 0.25;

  constructor(private readonly alpha: number) {}

  /** Bet on the next outcome, from the past only. */
  bet(): number {
    const variance = this.squares / (this.n + 1);
    return Math.sqrt((2 * Math.log(2 / this.alpha)) / (variance * (this.n + 1) * Math.log(this.n + 2)));
  }

  update(x: number): void {
    this.n++;
    this.sum += x;
    this.mean = this.sum / (this.n + 1);
    this.squares += (x - this.mean) ** 2;
  }
}

/** Predictable plug-in empirical Bernstein (theorem 2). @returns width of the interval after all outcomes */
export function empiricalBernsteinWidth(outcomes: ArrayLike<number>, alpha: number): number {
  const estimates = new Estimates(alpha);
  let [bets, spread] = [0, 0];
  for (let n = 0; n < outcomes.length; n++) {
    const bet = Math.min(estimates.bet(), 0.5);
    const psi = (-Math.log(1 - bet) - bet) / 4;
    bets += bet;
    spread += 4 * (outcomes[n]! - estimates.mean) ** 2 * psi;
    estimates.update(outcomes[n]!);
  }
  return Math.min((2 * (Math.log(2 / alpha) + spread)) / bets, 1);
}

const GRID = 1_000;

/** Hedged capital (theorem 3), on a grid of means, truncation 1/2. @returns width of the interval after all outcomes */
export function hedgedCapitalWidth(outcomes: ArrayLike<number>, alpha: number): number {
  const [up, down] = [new Float64Array(GRID), new Float64Array(GRID)];
  const estimates = new Estimates(alpha);
  for (let n = 0; n < outcomes.length; n++) {
    const bet = estimates.bet();
    for (let k = 0; k < GRID; k++) {
      const m = (k + 0.5) / GRID;
      up[k]! += Math.log1p(Math.min(bet, 0.5 / m) * (outcomes[n]! - m));
      down[k]! += Math.log1p(-Math.min(bet, 0.5 / (1 - m)) * (outcomes[n]! - m));
    }
    estimates.update(outcomes[n]!);
  }
  const inside = up.filter((log, k) => Math.max(log, down[k]!) - Math.LN2 < Math.log(1 / alpha));
  return inside.length / GRID;
}
