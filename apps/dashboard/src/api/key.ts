import { useSyncExternalStore } from 'react';

const NAME = 'qualm.key';
const listeners = new Set<() => void>();
let wanted = false;

/** The API key, for as long as the tab lives. */
export function apiKey(): string | null {
  return sessionStorage.getItem(NAME);
}

/** The service asked for a key, or refused the one that it got. */
export function keyRefused(): void {
  sessionStorage.removeItem(NAME);
  setWanted(true);
}

export function giveKey(key: string): void {
  sessionStorage.setItem(NAME, key.trim());
  setWanted(false);
}

/** Whether a person has to give one. */
export function useKeyWanted(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
  );
}

function setWanted(value: boolean): void {
  wanted = value;
  for (const listener of listeners) listener();
}
