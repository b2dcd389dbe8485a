import type { Schemas } from '../api/queries.js';
import type { Source } from '../api/figures.js';
import { count, interval, percent } from '../ui/format.js';
import { patternWords, type Pattern } from '../ui/words.js';

type OpenAlarm = Schemas['OpenAlarm'];
type About = Pick<Source, 'accuracy' | 'accuracyInterval' | 'alarms' | 'patterns' | 'labels'>;

/** Who a source is, in one sentence. */
export function whoItIs({ accuracy, accuracyInterval, alarms, patterns, labels }: About, line: number | null): string {
  if (labels === 0) return 'It has no label now: all that it gave were taken back or replaced.';
  const right = `It is right in about ${percent(accuracy, 0)} of its labels (${interval(accuracyInterval)})`;
  const held = line === null ? '' : `; the line is ${percent(line, 0)}`;
  const does = patterns.length > 0 ? patterns.map(patternWords) : alarms.map(alarmWords);
  const said = does.length > 0 ? `It ${[...new Set(does)].join(', and ')}.` : 'Nothing speaks against it.';
  return `${right}${held}. ${said}`;
}

function alarmWords({ kind, trueClass, givenClass }: OpenAlarm): string {
  switch (kind) {
    case 'accuracy':
      return 'is below the line';
    case 'confusion':
      return givenClass === null ? `fails on class ${trueClass}` : `calls ${trueClass} a ${givenClass}`;
    case 'drift':
      return givenClass === null ? 'got worse than its own past' : `began to call ${trueClass} a ${givenClass}`;
    case 'copying':
      return "repeats another source's mistakes";
    case 'pause':
    case 'calibration':
      return 'is in alarm';
    default:
      return kind satisfies never;
  }
}

/** What a labeling lead can do about it. */
export function whatToDo({ alarms, patterns }: Pick<Source, 'alarms' | 'patterns'>): string {
  const [pattern] = patterns;
  if (pattern) return patternAdvice(pattern);
  const [alarm] = alarms;
  return alarm ? alarmAdvice(alarm) : 'Nothing needs to be done.';
}

function patternAdvice(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'random':
      return 'Pause it: its answers say next to nothing about the example. Then ask whether it saw the examples at all.';
    case 'constant':
      return `Pause it, and ask why it says ${pattern.givenClass} in ${percent(pattern.share, 0)} of its labels (others: ${percent(pattern.expectedShare, 0)}).`;
    case 'adversary':
      return 'Pause it, and read the instructions together: it is wrong more often than somebody who guesses.';
    case 'swapped':
      return `Show it examples of ${pattern.trueClass} and ${pattern.givenClass} side by side: it takes each for the other.`;
    case 'fast':
      return `Ask it to look longer: it takes ${seconds(pattern.medianMs)} for a label, others take ${seconds(pattern.typicalMs)}.`;
    case 'copying':
      return `Keep it and ${pattern.sourceId} apart: it repeats what ${pattern.sourceId} got wrong. Its labels do not count meanwhile.`;
    default:
      return pattern satisfies never;
  }
}

/** What one alarm asks for. */
function alarmAdvice({ kind, trueClass, givenClass, accuracyLine }: OpenAlarm): string {
  switch (kind) {
    case 'accuracy':
      return `Go through some of its suspect labels together. It is below the line of ${percent(accuracyLine, 0)}.`;
    case 'confusion':
      return `Talk about class ${trueClass}: it finds fewer than ${percent(accuracyLine, 0)} of these examples.`;
    case 'drift':
      return givenClass === null || trueClass === null
        ? 'Ask what changed: another person, another tool, other examples, or the end of a long day?'
        : `Ask what changed: it began to call ${trueClass} a ${givenClass}.`;
    case 'copying':
      return 'Keep it apart from whom it copies. Its labels do not count meanwhile.';
    case 'pause':
      return 'Somebody decided it: ask them.';
    case 'calibration':
      return 'Review some examples drawn at random: alarms that rest on the model are not reliable now.';
    default:
      return kind satisfies never;
  }
}

/** Why an alarm is open, in one line. */
export function alarmReason({ kind, trueClass, givenClass, accuracyLine }: OpenAlarm): string {
  switch (kind) {
    case 'accuracy':
      return `Right less often than the line of ${percent(accuracyLine, 0)}`;
    case 'confusion':
      return givenClass === null ? `Fails on class ${trueClass}` : `Calls ${trueClass} a ${givenClass}`;
    case 'drift':
      if (givenClass !== null && trueClass !== null) return `Began to call ${trueClass} a ${givenClass}`;
      return `Worse than its own past (${percent(accuracyLine, 0)} right)`;
    case 'copying':
      return 'Repeats what another source got wrong';
    case 'pause':
      return 'Paused by a person';
    case 'calibration':
      return 'The beliefs do not hold on gold';
    default:
      return kind satisfies never;
  }
}

/** What a trend is. */
export function trendWords(trend: number | null): string {
  if (trend === null) return 'too few labels to tell';
  return 'points: about its last 100 labels against those before';
}

/** What the evidence of an alarm is worth. */
export function evidenceWords(evidence: OpenAlarm['evidence']): string {
  return evidence === 'gold'
    ? 'Rests on gold: examples whose true label is known. It holds whatever the model does.'
    : 'Rests on what the other labels and the model say. It holds as long as these are calibrated, which is tested on gold.';
}

export function goldWords({ right, labels }: Source['gold']): string {
  return labels === 0 ? 'no label on gold yet' : `${count(right)} of ${count(labels)} right`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
