import { useSyncExternalStore } from 'react';

const NAME = 'qualm.key';
const listeners = new Set<() => void>();

/** `refused`: what was given is not the right one. */
export type KeyState = 'fine' | 'wanted' | 'refused';
let state: KeyState = 'fine';

/** The API key, for as long as the tab lives. */
export function apiKey(): string | null {
  return sessionStorage.getItem(NAME);
}

/** The service asked for a key, or refused the one that a request carried. */
export function keyRefused(carried: string | null): void {
  // Another one was given since.
  if (carried !== apiKey()) return;
  sessionStorage.removeItem(NAME);
  if (carried !== null) setState('refused');
  else if (state === 'fine') setState('wanted');
}

export function forgetKey(): void {
  sessionStorage.removeItem(NAME);
  setState('wanted');
}

export function giveKey(key: string): void {
  sessionStorage.setItem(NAME, key.trim());
  setState('fine');
}

/** Whether a person has to give one. */
export function useKeyState(): KeyState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

function setState(next: KeyState): void {
  state = next;
  for (const listener of listeners) listener();
}
