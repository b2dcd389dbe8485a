/** Which input line stood at which offset of the events log, for the step in hand. */
export class LineMap {
  private firstOffset = 0;
  private numbers: number[] = [];
  private texts: string[] = [];
  private lastLine = 0;

  /** A step's lines are about to be appended, from this offset on, one record each. */
  fed(firstOffset: number, numbers: number[], texts: string[]): void {
    this.lastLine = this.numbers.at(-1) ?? this.lastLine;
    this.firstOffset = firstOffset;
    this.numbers = numbers;
    this.texts = texts;
  }

  /** 0-based input line of an offset; of what the trainer sent since, the last line fed before it. */
  lineAt(offset: number): number {
    return this.numbers[offset - this.firstOffset] ?? this.numbers.at(-1) ?? this.lastLine;
  }

  /** The line as it came. */
  textAt(offset: number): string | undefined {
    return this.texts[offset - this.firstOffset];
  }
}
