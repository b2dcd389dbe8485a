import type { Schemas } from './queries.js';

// Answers that the generated types do not have yet.

export type Interval = [number, number];
type Label = Schemas['OpenAlarm']['trueClass'] & {};

export interface HistoryBucket {
  from: string;
  to: string;
  labels: number;
  accuracy: number | null;
  accuracyInterval: Interval | null;
  corrected: number | null;
}

export interface StatusFigures {
  accuracy: number | null;
  accuracyInterval: Interval | null;
  corrected: number | null;
  suspects: number;
  openAlarms: number;
}

export interface Cell {
  trueLabel: Label;
  label: Label;
  probability: number;
  interval: Interval;
  count: number;
}

export interface NoiseMatrix {
  noiseMatrix: number[][] | null;
  cells: Cell[];
  cellsLeftOut: number;
}

export interface Confusion extends Cell {
  sources: number;
  topSource: { sourceId: string; share: number };
  everybody: boolean;
}

export interface SourceList {
  items: Source[];
  nextCursor: string | null;
  total: number;
  matching: number;
  at: string;
}

export type Source = Schemas['Source'] & { paused: { at: string; by: string; note: string | null } | null };

export type SourceDetail = Omit<Schemas['SourceDetail'], 'history'> &
  Source & {
    accuracyLine: number | null;
    projectNoiseMatrix: number[][] | null;
    history: (Schemas['SourceDetail']['history'][number] & { accuracyInterval: Interval | null })[];
  };
