import type { Schemas } from '../api/queries.js';
import { percent } from './format.js';

export type Pattern = Schemas['Source']['patterns'][number];
export type AlarmKind = Schemas['OpenAlarm']['kind'];

export const kindNames: Record<AlarmKind, string> = {
  accuracy: 'Accuracy',
  confusion: 'Confusion',
  drift: 'Drift',
  copying: 'Copying',
  calibration: 'Calibration',
  pause: 'Pause',
};

/** What a person would call what a source does. */
export function patternWords(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'random':
      return 'answers at random';
    case 'constant':
      return `always says ${pattern.givenClass}`;
    case 'adversary':
      return 'is wrong on purpose, or has misread the task';
    case 'swapped':
      return `swaps ${pattern.trueClass} and ${pattern.givenClass}`;
    case 'fast':
      return 'answers too fast';
    case 'copying':
      return `copies ${pattern.sourceId} (agrees in ${percent(pattern.agreement, 0)})`;
    default:
      return pattern satisfies never;
  }
}

type AlertFigures = Pick<
  Schemas['Alert'],
  'kind' | 'state' | 'accuracy' | 'accuracyLine' | 'trueClass' | 'givenClass' | 'patterns'
>;

/** What an alert says, in one line. */
export function alertWords({
  kind,
  state,
  accuracy,
  accuracyLine,
  trueClass,
  givenClass,
  patterns,
}: AlertFigures): string {
  const pattern = patterns[0] && patternWords(patterns[0]);
  switch (kind) {
    case 'accuracy':
      if (pattern) return `${pattern}: right in ${percent(accuracy, 0)}`;
      return `right in ${percent(accuracy, 0)}; the line is ${percent(accuracyLine, 0)}`;
    case 'confusion':
      return givenClass === undefined ? `fails on class ${trueClass}` : `calls ${trueClass} a ${givenClass}`;
    case 'drift':
      return `fell below its own past of ${percent(accuracyLine, 0)}`;
    case 'copying':
      return pattern ?? 'copies another source';
    case 'calibration':
      return 'beliefs are not calibrated: alarms on model evidence are not reliable';
    case 'pause':
      return state === 'open' ? 'was paused' : 'may work again';
    default:
      return kind satisfies never;
  }
}
