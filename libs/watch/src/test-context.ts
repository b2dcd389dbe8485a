import type { Alert, AlarmSlot, ProjectSettings } from '#labels';
import { UNITS_PER_LABEL, type SparseMass, unitsOf } from '#noise';
import type { ProjectState } from './project-state.js';
import type { Alarming, OpenAlarm, SourceState } from './source-state.js';

/** A label that enters a test, with the belief without its source: a point where gold is known. */
export interface TestedLabel {
  given: number;
  belief: SparseMass;
}

export interface TestContext {
  project: ProjectState;
  source: SourceState;
  settings: ProjectSettings;
  classCount: number;
  atMs: number;
}

/** An alarm of one slot opened, closed or was taken on: what of an alert the tests say. */
export type Transition = Pick<Alert, 'kind' | 'state' | 'labels' | 'line' | 'eValue' | 'bound'> &
  Partial<Pick<Alert, 'trueClass' | 'givenClass' | 'drift' | 'by' | 'note'>> & { slot: AlarmSlot };

/** JSON and wire hold it; nobody needs more. */
const MAX_E_VALUE = 1e12;

export function transitionOf(
  slot: AlarmSlot,
  state: Transition['state'],
  { kind, line, trueClass, givenClass }: OpenAlarm,
  progress: { labels: number; logEValue: number; bound: number },
): Transition {
  const { labels, logEValue, bound } = progress;
  return {
    slot,
    kind,
    state,
    labels,
    line,
    ...(trueClass !== undefined && { trueClass }),
    ...(givenClass !== undefined && { givenClass }),
    eValue: shown(Math.min(Math.exp(logEValue), MAX_E_VALUE)),
    bound: shown(bound),
  };
}

/** Nine digits: 25, not 24.999999999999996. */
function shown(value: number): number {
  return Number(value.toPrecision(9));
}

/** The next opening of a slot; its alarm closes when `recovery` says so, or a person. */
export function openAlarm(slot: Alarming, alarm: OpenAlarm): OpenAlarm {
  slot.openings++;
  slot.alarm = alarm;
  return alarm;
}

export function beliefInGiven({ belief, given }: TestedLabel): number {
  return unitsOf(belief, given) / UNITS_PER_LABEL;
}

export function probabilitiesOf(belief: SparseMass): number[] {
  return belief.units.map((units) => units / UNITS_PER_LABEL);
}
