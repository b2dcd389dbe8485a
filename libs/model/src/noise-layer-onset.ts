/**
 * When a learned Q begins to move (Sukhbaatar & Fergus 2014, section 3.3): it stays the identity until the loss on noisy
 * validation labels stops improving, which is when the network starts to fit the noise; from then on it is pulled off the
 * identity. How long to wait is open there: `patience` is ours.
 */
export class NoiseLayerOnset {
  private best = Infinity;
  private waited = 0;
  private begun = false;

  /** @param patience epochs in a row without a better loss, >= 0 (at the first look); Infinity: never */
  constructor(private readonly patience: number) {}

  get isLearning(): boolean {
    return this.begun;
  }

  /** Takes an epoch's loss on noisy validation labels, layer included. @returns whether Q learns from now on */
  observe(validationLoss: number): boolean {
    this.waited = validationLoss < this.best ? 0 : this.waited + 1;
    this.best = Math.min(this.best, validationLoss);
    this.begun ||= this.waited >= this.patience;
    return this.begun;
  }
}
