import type { Alert, AlarmSlot, ProjectSettings } from '#labels';
import { keptOfMass, OTHER_CLASSES, probabilityIn, UNITS_PER_LABEL, type SparseMass, unitsOf } from '#noise';
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

export function beliefInGiven({ belief, given }: TestedLabel, classCount: number): number {
  return probabilityIn(belief, given, classCount);
}

/** A belief as the tests read it: the classes that are kept, and what all others have together. */
export function probabilitiesOf(belief: SparseMass) {
  const { classes, units } = keptOfMass(belief);
  const others = unitsOf(belief, OTHER_CLASSES) / UNITS_PER_LABEL;
  return { classes, probabilities: units.map((u) => u / UNITS_PER_LABEL), others };
}

/** The same, the given class always by itself. */
export function beliefAbout({ belief, given }: TestedLabel, classCount: number) {
  const { classes, probabilities, others } = probabilitiesOf(belief);
  if (others === 0 || classes.includes(given)) return { classes, probabilities, others };
  const inGiven = probabilityIn(belief, given, classCount);
  return { classes: [...classes, given], probabilities: [...probabilities, inGiven], others: others - inGiven };
}
