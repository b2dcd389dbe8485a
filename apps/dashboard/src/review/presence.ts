/** After so long without a sign nobody is taken to be there. */
const LATELY_MS = 15 * 60_000;
const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'visibilitychange'];

/** Whether somebody is at this tab. */
export class Presence {
  private signAtMs = Date.now();
  private readonly listening = new AbortController();

  constructor() {
    const sign = () => (this.signAtMs = Date.now());
    const { signal } = this.listening;
    for (const name of signs) addEventListener(name, sign, { capture: true, passive: true, signal });
  }

  /** The tab is seen, and a pointer or a key was moved lately. */
  readonly isHere = (): boolean => document.visibilityState === 'visible' && Date.now() - this.signAtMs < LATELY_MS;

  stop(): void {
    this.listening.abort();
  }
}
