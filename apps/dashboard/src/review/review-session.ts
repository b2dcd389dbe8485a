import { AnswerOutbox, isLost } from './answer-outbox.js';
import { LeaseWatch } from './lease-watch.js';
import type { ReviewCalls, ReviewItem, Said } from './review-item.js';

export interface Past {
  item: ReviewItem;
  said: Said;
  /** The service did not take it. */
  refused?: boolean;
}

export interface ReviewState {
  phase: 'loading' | 'item' | 'empty' | 'away' | 'failed';
  item: ReviewItem | undefined;
  /** Answers and skips that can be taken back, the latest last. */
  past: readonly Past[];
  /** Answers on their way. */
  unsent: number;
  notice: string | undefined;
  error: Error | undefined;
}

/** So many are claimed ahead, so that the next example is there when one is answered. */
const AHEAD = 3;
/** As many as the service keeps. */
const KEPT_PAST = 20;
const LOOK_AGAIN_MS = 3_000;
/** What is lost so soon is not begun. */
const MARGIN_MS = 5_000;

/**
 * One reviewer at work. What is said is shown as done at once and sent in its order behind; an answer that could not be sent
 * is sent again, which has no further effect. What the service refuses is said in words and is not counted.
 */
export class ReviewSession {
  private state: ReviewState = {
    phase: 'loading',
    item: undefined,
    past: [],
    unsent: 0,
    notice: undefined,
    error: undefined,
  };
  private readonly listeners = new Set<() => void>();
  private ahead: ReviewItem[] = [];
  private skipped: ReviewItem[] = [];
  private isFilling = false;
  private hasLeft = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly lease: LeaseWatch<ReviewItem>;
  private readonly outbox: AnswerOutbox;

  constructor(
    private readonly calls: ReviewCalls,
    /** One answer more, or one less. */
    private readonly onAnswered: (change: 1 | -1) => void = () => undefined,
    /** Whether somebody is there: what is shown is kept for them. */
    isHere: () => boolean = () => false,
  ) {
    this.lease = new LeaseWatch<ReviewItem>({
      isHere: () => isHere() && this.state.unsent === 0,
      renew: (item) => this.renew(item),
      over: (item) => this.goAway(item),
    });
    this.outbox = new AnswerOutbox({
      unsent: (unsent) => this.set({ unsent }),
      notice: (notice) => this.set({ notice }),
    });
  }

  readonly snapshot = (): ReviewState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Claims; also after being away, or after a failure. */
  start(): void {
    this.set({ phase: 'loading', error: undefined, notice: undefined });
    void this.fill();
  }

  say(said: Said): void {
    const { item, past } = this.state;
    if (!item) return;
    const entry: Past = { item, said };
    this.set({ past: [...past, entry].slice(-KEPT_PAST), notice: undefined });
    this.advance();
    if (said.kind === 'skipped') {
      this.skipped.push(item);
      return;
    }
    this.onAnswered(1);
    this.outbox.send(
      () => this.outbox.untilTaken(() => this.calls.say(item, said)),
      (error) => this.refused(entry, error),
    );
  }

  /** Takes back the latest of this session's answers and skips, and shows its example again. */
  undo(): void {
    const entry = this.state.past.at(-1);
    if (!entry) return;
    const { item, said } = entry;
    this.set({ past: this.state.past.slice(0, -1), notice: undefined });
    if (this.state.item) this.ahead.unshift(this.state.item);
    this.show(item);
    if (said.kind === 'skipped') {
      this.skipped = this.skipped.filter((other) => other !== item);
      if (item.untilMs < Date.now() + MARGIN_MS) this.drop(item, `${item.exampleId} went back to the queue meanwhile.`);
      return;
    }
    this.onAnswered(-1);
    this.outbox.send(
      () => this.takeBack(entry),
      (error) => {
        this.onAnswered(1);
        this.drop(item, `The answer for ${item.exampleId} could not be taken back: ${error.message}`);
      },
    );
  }

  /** Gives everything back. */
  leave(): void {
    this.hasLeft = true;
    clearTimeout(this.timer);
    this.lease.stop();
    const { item } = this.state;
    for (const held of [...(item ? [item] : []), ...this.ahead, ...this.skipped]) this.calls.release(held);
    this.ahead = [];
  }

  private async takeBack({ item, refused }: Past): Promise<void> {
    if (refused) return;
    const { exampleId, token, untilMs } = await this.calls.undo();
    if (exampleId !== item.exampleId) throw new Error(`the service took back the answer for ${exampleId} instead`);
    if (token === null) return this.drop(item, `Taken back. Somebody else has ${item.exampleId} now.`);
    item.token = token;
    item.untilMs = untilMs;
    if (this.hasLeft) this.calls.release(item);
    else if (this.state.item === item) this.lease.watch(item);
  }

  private refused(entry: Past, error: Error): void {
    entry.refused = true;
    if (this.state.past.includes(entry)) this.onAnswered(-1);
    const { exampleId } = entry.item;
    const why = isLost(error) ? 'It went back to the queue, or somebody else has answered it.' : error.message;
    const notice = `Your answer for ${exampleId} was not taken. ${why}`;
    this.set({ past: this.state.past.filter((past) => past !== entry), notice });
    // It was taken back before the service refused it: nobody has it.
    if (this.state.item === entry.item || this.ahead.includes(entry.item)) this.drop(entry.item, notice);
  }

  private advance(): void {
    const nowMs = Date.now();
    for (const late of this.ahead.filter((item) => item.untilMs < nowMs + MARGIN_MS)) this.calls.release(late);
    const [next, ...others] = this.ahead.filter((item) => item.untilMs >= nowMs + MARGIN_MS);
    this.ahead = others;
    if (next) this.show(next);
    else {
      this.lease.stop();
      this.set({ phase: 'loading', item: undefined });
    }
    void this.fill();
  }

  private show(item: ReviewItem): void {
    clearTimeout(this.timer);
    this.set({ phase: 'item', item });
    this.lease.watch(item);
  }

  private drop(item: ReviewItem, notice: string): void {
    this.ahead = this.ahead.filter((other) => other !== item);
    if (this.state.item === item) this.advance();
    this.set({ notice });
  }

  private async renew(item: ReviewItem): Promise<void> {
    const { token } = item;
    // What was said or taken back meanwhile has made another claim of it.
    const isSame = () => item.token === token && this.state.unsent === 0;
    try {
      const untilMs = await this.calls.renew(item);
      if (isSame()) item.untilMs = untilMs;
    } catch (error) {
      if (isLost(error) && isSame() && this.state.item === item)
        this.drop(item, `${item.exampleId} went back to the queue meanwhile.`);
    }
  }

  /** The lease of what is shown is over, so nobody is there: everything goes back. */
  private goAway(item: ReviewItem): void {
    for (const held of [item, ...this.ahead]) this.calls.release(held);
    this.ahead = [];
    this.set({ phase: 'away', item: undefined });
  }

  private async fill(): Promise<void> {
    if (this.isFilling || this.hasLeft) return;
    this.isFilling = true;
    try {
      while (!this.state.item || this.ahead.length < AHEAD) {
        const item = await this.calls.claim();
        if (!item) return this.foundNothing();
        if (!this.take(item)) return;
      }
    } catch (error) {
      if (!this.state.item) this.set({ phase: 'failed', error: error as Error });
    } finally {
      this.isFilling = false;
    }
  }

  /** @returns whether more is wanted */
  private take(item: ReviewItem): boolean {
    if (this.hasLeft || this.state.phase === 'away') {
      this.calls.release(item);
      return false;
    }
    if (this.state.item) this.ahead.push(item);
    else this.show(item);
    return true;
  }

  private foundNothing(): void {
    if (this.state.item || this.hasLeft) return;
    this.set({ phase: 'empty' });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.fill(), LOOK_AGAIN_MS);
  }

  private set(change: Partial<ReviewState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
