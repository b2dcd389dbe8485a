interface Stoppable {
  stop(): Promise<void>;
}

/** The subscriptions and tails of a log that still run. */
export class Readings {
  private readonly running = new Set<Stoppable>();

  /** `reading` as its owner gets it: from now on `stopAll` stops it too, unless it was stopped before. */
  track<T extends Stoppable>(reading: T): T {
    const tracked = {
      ...reading,
      stop: async () => {
        this.running.delete(tracked);
        await reading.stop();
      },
    };
    this.running.add(tracked);
    return tracked;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running].map((reading) => reading.stop()));
  }
}
