import { ProblemError } from '../api/problem-error.js';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 32_000;

/** What a person is shown of it. */
export interface OutboxView {
  unsent(count: number): void;
  notice(text: string | undefined): void;
}

/** Answers on their way to the service: one after the other, in the order in which they were given. */
export class AnswerOutbox {
  private sending: Promise<void> = Promise.resolve();
  private unsent = 0;

  constructor(private readonly view: OutboxView) {}

  send(work: () => Promise<void>, onFailure: (error: Error) => void): void {
    this.count(1);
    this.sending = this.sending
      .then(work)
      .catch(onFailure)
      .finally(() => this.count(-1));
  }

  /** Tries again while the service is away or busy. */
  async untilTaken(work: () => Promise<void>): Promise<void> {
    for (let waitMs = FIRST_RETRY_MS; ; waitMs *= 2) {
      try {
        return await work();
      } catch (error) {
        if (!isPassing(error) || waitMs > LAST_RETRY_MS) throw error;
        this.view.notice(`Not sent yet: ${(error as Error).message}. It is tried again.`);
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        this.view.notice(undefined);
      }
    }
  }

  private count(change: 1 | -1): void {
    this.unsent += change;
    this.view.unsent(this.unsent);
  }
}

/** Somebody else has it, or may have it. */
export function isLost(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 409;
}

function isPassing(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 0 || error.status === 429 || error.status >= 502);
}
