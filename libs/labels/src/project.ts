/** What people are shown of an example. */
export type DisplaySetting =
  /** Its pixels where features are uint8 images of shape [H, W, 1, 3 or 4], else the text that came with a label. */
  | { kind: 'auto' }
  | { kind: 'none' }
  /** Its features, which must be uint8 images. */
  | { kind: 'features' }
  /** The text that came with a label. */
  | { kind: 'text' }
  /** An address in which `{exampleId}` stands for the example's id. */
  | { kind: 'url'; template: string };

/** Settings of a project that a person may choose; each has a default (see `defaultProjectSettings`). */
export interface ProjectSettings {
  /** A label is suspect when its quality is below this and another class is more probable. In [0, 1]. */
  suspectBelow: number;
  /** A revised verdict is published when a label's quality moved by more than this. In [0, 1]. */
  revisionDelta: number;
  /** The per-source false-alarm level, a promise for ever: P(a good source is ever alarmed) <= alarmLevel. */
  alarmLevel: number;
  /**
   * The accuracy below which a source counts as bad. 'auto' computes it from the project's past: a source is bad
   * when it keeps less than 85 % of what the project's typical source knows beyond chance.
   */
  accuracyLine: number | 'auto';
  /** Average run length, in labels of a source, between two false drift alarms of a source that does not change. */
  driftRunLength: number;
  /**
   * A label enters the model test once this many other labels of its example are known; 'auto': as many as the project's
   * examples typically have ...
   */
  settleAfterLabels: number | 'auto';
  /** ... or once its source has given this many labels after it, whichever comes first. */
  settleWindow: number;
  /** Expected share of good sources among those listed as "to act on now" (false-discovery rate). In (0, 0.5]. */
  falseDiscoveryRate: number;
  /** Share of the examples that is drawn at random for review. In [0, 1]. */
  reviewShare: number;
  /** A label drawn for review counts as not gold when no answer came in this many hours ... */
  reviewWaitHours: number;
  /** ... or before its source gave this many more labels, whichever comes first. */
  reviewWaitLabels: number;
  /** What people are shown of an example; decides what of it is kept for that, from then on. */
  display: DisplaySetting;
}

export const defaultProjectSettings: ProjectSettings = {
  suspectBelow: 0.5,
  revisionDelta: 0.05,
  alarmLevel: 0.05,
  accuracyLine: 'auto',
  driftRunLength: 10_000,
  settleAfterLabels: 'auto',
  settleWindow: 10,
  falseDiscoveryRate: 0.05,
  reviewShare: 0.02,
  reviewWaitHours: 168,
  reviewWaitLabels: 1_000,
  display: { kind: 'auto' },
};

export type FeatureType = 'float32' | 'uint8';

/** One labeling task. Classes are append-only: a class index never changes its meaning. */
export interface Project {
  /** 1 to 64 of `[A-Za-z0-9_.-]`. */
  id: string;
  /** Names, unique; at least 2. */
  classes: string[];
  /** How labels are written in every output: the class's index (project made from a number) or its name. */
  labelsAs: 'index' | 'name';
  /** Shape of an example's features, e.g. [512] or [28, 28, 1]; absent for labels only. Fixed once set. */
  featureShape?: number[];
  featureType: FeatureType;
  settings: ProjectSettings;
  createdAtMs: number;
}

/** `label` as this project writes it in outputs. */
export function presentLabel(project: Pick<Project, 'classes' | 'labelsAs'>, index: number): number | string {
  return project.labelsAs === 'index' ? index : project.classes[index]!;
}
