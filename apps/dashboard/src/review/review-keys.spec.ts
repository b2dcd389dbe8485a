import { describe, expect, it } from 'vitest';
import { digitOf, pressedOf } from './review-keys.js';

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...more,
});
const letters = [...'abcdefghijklm'];
const digits = [...'0123456789'];

describe('keys of a review', () => {
  it('number the first ten classes, and follow their names where these are digits', () => {
    expect([0, 8, 9, 10].map((index) => digitOf(index, letters))).toEqual(['1', '9', '0', null]);
    expect([0, 1, 9].map((index) => digitOf(index, digits))).toEqual(['0', '1', '9']);
    expect(pressedOf(press('0'), letters)).toEqual({ kind: 'class', index: 9 });
    expect(pressedOf(press('0'), digits)).toEqual({ kind: 'class', index: 0 });
    expect(pressedOf(press('4'), ['cat', 'dog'])).toBeUndefined();
  });

  it('are actions in either case, and leave the browser its own', () => {
    expect(pressedOf(press('k'), letters)).toEqual({ kind: 'action', action: 'keep' });
    expect(pressedOf(press('K'), letters)).toEqual({ kind: 'action', action: 'keep' });
    expect(pressedOf(press('z', { ctrlKey: true }), letters)).toEqual({ kind: 'action', action: 'undo' });
    expect(pressedOf(press('k', { ctrlKey: true }), letters)).toBeUndefined();
    expect(pressedOf(press('k', { repeat: true }), letters)).toBeUndefined();
  });
});
