/** Time as deliveries see it: a test turns it by hand. */
export interface Clock {
  nowMs(): number;
  /** Calls once, after `ms`. @returns what cancels it */
  after(ms: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
