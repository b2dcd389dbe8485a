export type ReviewAction = 'keep' | 'suggested' | 'other' | 'unsure' | 'skip' | 'undo' | 'hide' | 'help';

/** Letters that are shown on the buttons. */
export const actionKeys: Record<ReviewAction, string> = {
  keep: 'K',
  suggested: 'S',
  other: 'C',
  unsure: 'U',
  skip: 'X',
  undo: 'Z',
  hide: 'H',
  help: '?',
};

/** Classes that have a digit. */
export const DIGIT_CLASSES = 10;

/**
 * The digit of a class: its own name where the first ten classes are called by digits, else its place, with 0 for the tenth.
 * @param classes names, by index
 * @returns null for classes that have none
 */
export function digitOf(index: number, classes: readonly string[]): string | null {
  if (index >= DIGIT_CLASSES) return null;
  const first = classes.slice(0, DIGIT_CLASSES);
  if (first.every((name) => /^\d$/.test(name))) return first[index] ?? null;
  return String((index + 1) % 10);
}

export type Pressed = { kind: 'action'; action: ReviewAction } | { kind: 'class'; index: number };

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/** What a key means; undefined: nothing. A key that is held down counts once. */
export function pressedOf(press: KeyPress, classes: readonly string[]): Pressed | undefined {
  const key = press.key.toUpperCase();
  if (press.repeat || press.altKey) return undefined;
  if (press.ctrlKey || press.metaKey) return key === 'Z' ? { kind: 'action', action: 'undo' } : undefined;
  const action = (Object.keys(actionKeys) as ReviewAction[]).find((name) => actionKeys[name] === key);
  if (action) return { kind: 'action', action };
  const index = classes.slice(0, DIGIT_CLASSES).findIndex((_, n) => digitOf(n, classes) === key);
  return index < 0 ? undefined : { kind: 'class', index };
}
