import type { AlertJson, PatternJson } from '#labels';

/** What a person would call what a source does. */
export function patternWords(pattern: PatternJson): string {
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
      return `copies ${pattern.sourceId} (agrees in ${percent(pattern.agreement)})`;
    default:
      return pattern satisfies never;
  }
}

type AlertFigures = Pick<
  AlertJson,
  'kind' | 'state' | 'accuracy' | 'accuracyLine' | 'trueClass' | 'givenClass' | 'patterns'
>;

/** What an alert says, in one line. */
export function alertWords(alert: AlertFigures): string {
  const { kind, state, accuracy, accuracyLine, trueClass, givenClass, patterns } = alert;
  switch (kind) {
    case 'accuracy':
      if (patterns[0]) return `${patternWords(patterns[0])}: right in ${percent(accuracy)}`;
      return `right in ${percent(accuracy)}; the line is ${percent(accuracyLine)}`;
    case 'confusion':
      return givenClass === undefined ? `fails on class ${trueClass}` : `calls ${trueClass} a ${givenClass}`;
    case 'drift':
      return `fell below its own past of ${percent(accuracyLine)}`;
    case 'copying':
      return patterns.map(patternWords).join(', ') || 'copies another source';
    case 'calibration':
      return 'beliefs are not calibrated: alarms on model evidence are not reliable';
    case 'pause':
      return state === 'open' ? 'was paused' : 'may work again';
    default:
      return kind satisfies never;
  }
}

function percent(share: number): string {
  return `${Math.round(100 * share)}\u00a0%`;
}
