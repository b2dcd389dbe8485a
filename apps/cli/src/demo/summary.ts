import Table from 'cli-table3';
import type { AlertJson } from '#labels';
import { characterWords, type Annotator } from '../crowd/annotators.js';
import { expectedLabels, type Crowd } from '../crowd/crowd-stream.js';
import type { Paint } from '../paint.js';
import { count, percent, tookWords } from './demo-words.js';
import type { Measures } from './measure.js';

const BAR_CELLS = 30;

/** The summary as a person reads it. */
export function summaryText(measures: Measures, alarms: Map<string, AlertJson>, crowd: Crowd, paint: Paint): string {
  return [
    paint.bold(`Result: ${count(measures.labels)} labels of ${count(measures.examples)} images`) +
      paint.dim(`  (${count(measures.honeypots)} honeypots are left out: their truth was given away)`),
    '',
    accuracyTable(measures, paint),
    '',
    wrongLabels(measures, paint),
    '',
    badSources(alarms, crowd, paint),
    '',
    falseAlarms(alarms, crowd, paint),
  ].join('\n');
}

function accuracyTable({ given, majority, corrected }: Measures, paint: Paint): string {
  const table = plainTable(['How many are right', '', '']);
  table.push(['labels as given', percent(given), bar(given, paint)]);
  table.push(['majority vote per image', percent(majority), bar(majority, paint)]);
  table.push([paint.bold('corrected by Qualm'), paint.bold(paint.green(percent(corrected))), bar(corrected, paint)]);
  return table.toString();
}

/** From one half on: what is below is the same for all. */
function bar(share: number, paint: Paint): string {
  const full = Math.round(Math.max(0, 2 * share - 1) * BAR_CELLS);
  return paint.cyan('█'.repeat(full)) + paint.dim('░'.repeat(BAR_CELLS - full));
}

function wrongLabels({ wrongLabels: wrong, flagged, precision, recall }: Measures, paint: Paint): string {
  const table = plainTable(['Wrong labels', 'flagged', 'precision', 'recall']);
  table.push([
    count(wrong),
    count(flagged),
    paint.bold(paint.green(percent(precision))),
    paint.bold(paint.green(percent(recall))),
  ]);
  return table.toString();
}

function badSources(alarms: Map<string, AlertJson>, crowd: Crowd, paint: Paint): string {
  const table = plainTable(['Bad annotator', 'what it really does', 'found', 'by its', 'after']);
  for (const annotator of crowd.annotators.filter((a) => a.character !== 'good')) {
    const alarm = alarms.get(annotator.sourceId);
    table.push([
      annotator.sourceId,
      characterWords[annotator.character](annotator, String),
      alarm ? paint.green('yes') : paint.red('no'),
      alarm?.kind ?? '',
      alarm ? tookWords(alarm) + sinceTurning(annotator, alarm, crowd) : '',
    ]);
  }
  return table.toString();
}

function sinceTurning(annotator: Annotator, { labels, evidence }: AlertJson, crowd: Crowd): string {
  if (annotator.character !== 'turncoat' || evidence === 'gold') return '';
  const turnedAt = Math.floor(expectedLabels(annotator, crowd.annotators, crowd.settings.labels) / 2);
  return labels > turnedAt ? ` (${labels - turnedAt} since it turned)` : ' (before it turned)';
}

function falseAlarms(alarms: Map<string, AlertJson>, crowd: Crowd, paint: Paint): string {
  const good = crowd.annotators.filter((a) => a.character === 'good');
  const wronged = good.filter((a) => alarms.has(a.sourceId));
  const words = `Good annotators falsely alarmed: ${wronged.length} of ${good.length}`;
  if (wronged.length === 0) return paint.green(words);
  const each = wronged.map(
    (a) => `${a.sourceId} (right in ${percent(a.accuracy, 0)}, ${alarms.get(a.sourceId)!.kind})`,
  );
  return paint.yellow(`${words}: ${each.join(', ')}`);
}

function plainTable(head: string[]): Table.Table {
  const none = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '' };
  const chars = {
    ...none,
    'bottom-left': '',
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '  ',
  };
  return new Table({ head, chars, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 } });
}
