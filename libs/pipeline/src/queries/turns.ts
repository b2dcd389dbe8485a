/** How long work on the event loop goes on before others get a turn. */
const TURN_MS = 5;

/** Gives the event loop a turn now and then, in work that would block it. */
export class Turns {
  private sinceMs = performance.now();

  /** Cheap when no turn is due: call it often. */
  pause(): Promise<void> | undefined {
    if (performance.now() - this.sinceMs < TURN_MS) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        this.sinceMs = performance.now();
        resolve();
      }),
    );
  }
}

/** Items sorted at once: about a millisecond. */
const RUN = 1_000;

/** A sorted copy; the event loop gets its turns. Stable. */
export async function sortInTurns<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const turns = new Turns();
  let sorted = [...items];
  for (let from = 0; from < sorted.length; from += RUN) {
    const run = sorted.slice(from, from + RUN).sort(compare);
    for (let n = 0; n < run.length; n++) sorted[from + n] = run[n]!;
    await turns.pause();
  }
  for (let width = RUN; width < sorted.length; width *= 2) {
    const merged: T[] = [];
    for (let from = 0; from < sorted.length; from += 2 * width) {
      await mergeInto(merged, sorted, { from, middle: from + width, to: from + 2 * width }, compare, turns);
    }
    sorted = merged;
  }
  return sorted;
}

/** Two neighbouring runs, `[from, middle)` and `[middle, to)`, as one. */
async function mergeInto<T>(
  merged: T[],
  sorted: T[],
  { from, middle, to }: { from: number; middle: number; to: number },
  compare: (a: T, b: T) => number,
  turns: Turns,
): Promise<void> {
  const [leftEnd, rightEnd] = [Math.min(middle, sorted.length), Math.min(to, sorted.length)];
  for (let left = from, right = leftEnd; left < leftEnd || right < rightEnd;) {
    const takesLeft = right >= rightEnd || (left < leftEnd && compare(sorted[left]!, sorted[right]!) <= 0);
    merged.push(takesLeft ? sorted[left++]! : sorted[right++]!);
    if (merged.length % RUN === 0) await turns.pause();
  }
}
