import { useState } from 'react';

export type LaneChoice = 'first' | 'sampled' | 'targeted';

export interface Preferences {
  reviewer: string;
  lane: LaneChoice;
  /** Whether the suggestion is hidden, by the lane of the item. */
  hide: { sampled: boolean; targeted: boolean };
  /** Letters and digits as shortcuts. */
  keys: boolean;
}

const NAME = 'qualm.review';
const defaults: Preferences = { reviewer: '', lane: 'first', hide: { sampled: true, targeted: false }, keys: true };

/** What a reviewer has chosen, kept in this browser. */
export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, setPreferences] = useState(read);
  const change = (changed: Partial<Preferences>) => {
    const next = { ...preferences, ...changed };
    localStorage.setItem(NAME, JSON.stringify(next));
    setPreferences(next);
  };
  return [preferences, change];
}

function read(): Preferences {
  return { ...defaults, ...stored<Partial<Preferences>>(NAME) };
}

interface Tally {
  day: string;
  answers: number;
}

/** Answers of a reviewer in a project since midnight, in this browser. */
export function answersToday(project: string, reviewer: string): number {
  const tally = stored<Tally>(tallyName(project, reviewer));
  return tally?.day === today() ? tally.answers : 0;
}

export function countAnswer(project: string, reviewer: string, change: number): void {
  const answers = Math.max(0, answersToday(project, reviewer) + change);
  localStorage.setItem(tallyName(project, reviewer), JSON.stringify({ day: today(), answers } satisfies Tally));
}

function tallyName(project: string, reviewer: string): string {
  return `qualm.reviewed.${project}.${reviewer}`;
}

function today(): string {
  return new Date().toDateString();
}

function stored<T>(name: string): T | undefined {
  try {
    return (JSON.parse(localStorage.getItem(name) ?? 'null') as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}
