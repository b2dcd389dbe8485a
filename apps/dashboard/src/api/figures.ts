import type { Schemas } from './queries.js';

// What is told of sources and classes, by the names that the page uses.

export type Source = Schemas['Source'];
export type SourceList = Schemas['SourceList'];
export type SourceDetail = Schemas['SourceDetail'];
export type HistoryBucket = Schemas['ProjectHistory']['buckets'][number];
export type NoiseMatrix = Schemas['ProjectNoiseMatrix'];
export type Cell = NoiseMatrix['cells'][number];
export type Confusion = Schemas['ConfusionList']['items'][number];
