import { stripVTControlCharacters } from 'node:util';

const CLEAR_LINE = '\u001b[2K';
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const ESCAPE = '\u001b';
/** A colour. */
const sgr = new RegExp(`(${ESCAPE}\\[[0-9;]*m)`);
const PLAIN_EVERY_MS = 5_000;

interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/**
 * Lines at the bottom of a terminal that are written anew again and again, with finished lines above them. Where the
 * stream is no terminal, one plain line is written every few seconds instead.
 */
export class LiveArea {
  private shown = 0;
  private lines: string[] = [];
  private plainAtMs = performance.now();

  constructor(private readonly stream: Terminal) {
    if (stream.isTTY) stream.write(HIDE_CURSOR);
  }

  /** A line that stays. */
  print(text: string): void {
    if (!this.stream.isTTY) return void this.stream.write(`${text}\n`);
    this.stream.write(`${this.erasure()}${text}\n`);
    this.shown = 0;
    this.draw();
  }

  /** @param plain what stands for the lines where there is no terminal */
  update(lines: string[], plain: string): void {
    this.lines = lines;
    if (this.stream.isTTY) return this.draw();
    if (performance.now() - this.plainAtMs < PLAIN_EVERY_MS) return;
    this.plainAtMs = performance.now();
    this.stream.write(`${plain}\n`);
  }

  /** Takes the lines away and gives the cursor back. */
  close(): void {
    if (!this.stream.isTTY) return;
    this.stream.write(this.erasure() + SHOW_CURSOR);
    this.shown = 0;
    this.lines = [];
  }

  private draw(): void {
    const width = (this.stream.columns ?? 80) - 1;
    const text = this.lines.map((line) => cutTo(line, width)).join('\n');
    this.stream.write(this.erasure() + text);
    this.shown = this.lines.length;
  }

  /** Back to the beginning of the first live line, all of them cleared. */
  private erasure(): string {
    if (this.shown === 0) return '';
    const above = `\u001b[1A${CLEAR_LINE}`.repeat(this.shown - 1);
    return `\r${CLEAR_LINE}${above}`;
  }
}

/** The first `width` visible characters; a line that wraps could not be erased. */
export function cutTo(line: string, width: number): string {
  if (stripVTControlCharacters(line).length <= width) return line;
  let visible = 0;
  let cut = '';
  for (const part of line.split(sgr)) {
    if (part.startsWith('\u001b')) cut += part;
    else {
      cut += part.slice(0, Math.max(0, width - visible));
      visible += part.length;
    }
  }
  return cut;
}
