import { describe, expect, it } from 'vitest';
import { cutTo, LiveArea } from './live-area.js';

const ESCAPE = '\u001b';
const control = new RegExp(`(${ESCAPE}\\[[0-9?]*[a-zA-Z]|\\n|\\r)`);

/** A terminal that understands what LiveArea writes. */
class Screen {
  readonly isTTY = true;
  readonly columns = 20;
  rows: string[] = [''];
  private row = 0;

  write(text: string): void {
    for (const part of text.split(control)) this.take(part);
  }

  private take(part: string): void {
    if (part === '\n') this.rows[++this.row] ??= '';
    else if (part === '\u001b[1A') this.row--;
    else if (part === '\u001b[2K') this.rows[this.row] = '';
    else if (!part.startsWith('\u001b') && part !== '\r') this.rows[this.row] += part;
  }
}

describe('LiveArea', () => {
  it('rewrites its lines in place, with finished lines above them', () => {
    const screen = new Screen();
    const area = new LiveArea(screen);
    area.update(['one', 'two'], '');
    area.update(['three', 'four'], '');
    area.print('done');
    area.update(['a line that is longer than the screen', 'six'], '');
    expect(screen.rows).toEqual(['done', 'a line that is long', 'six']);
    area.close();
    expect(screen.rows.filter((row) => row !== '')).toEqual(['done']);
  });

  it('writes plain lines where there is no terminal', () => {
    const written: string[] = [];
    const area = new LiveArea({ write: (text) => written.push(text) });
    area.update([], 'too soon');
    area.print('an alarm');
    area.close();
    expect(written).toEqual(['an alarm\n']);
  });
});

it('cuts by what is visible and keeps the colours whole', () => {
  expect(cutTo('\u001b[31mred\u001b[39m and more', 5)).toBe('\u001b[31mred\u001b[39m a');
  expect(cutTo('short', 5)).toBe('short');
});
