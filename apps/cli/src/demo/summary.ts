import Table from 'cli-table3';
import { patternWords } from '#words';
import type { Paint } from '../paint.js';
import { count, percent, tookWords } from './demo-words.js';
import type { Measures } from './measure.js';
import type { DemoReport, SourceReport } from './report.js';

const BAR_CELLS = 30;

/** The summary as a person reads it. */
export function summaryText({ measures, sources }: DemoReport, paint: Paint): string {
  const { labels, examples, honeypots } = measures;
  return [
    '',
    paint.bold(`Result: ${count(labels)} labels of ${count(examples)} images`) +
      paint.dim(`  (without the ${count(honeypots)} whose truth it was given)`),
    '',
    accuracyTable(measures, paint),
    '',
    wrongLabels(measures, paint),
    '',
    badSources(sources, paint),
    '',
    falseAlarms(sources, paint),
  ].join('\n');
}

function accuracyTable({ given, majority, corrected }: Measures, paint: Paint): string {
  const table = plainTable(['How good are the labels?', 'right', 'wrong', '']);
  const rows: [string, number][] = [
    ['as given', given],
    ['by majority vote per image', majority],
    ['corrected by Qualm', corrected],
  ];
  for (const [name, right] of rows) {
    const mark = name.startsWith('corrected') ? (text: string) => paint.bold(paint.green(text)) : String;
    table.push([mark(name), mark(percent(right)), mark(percent(1 - right)), bar((1 - right) / (1 - given), paint)]);
  }
  return textOf(table);
}

/** Mistakes, in proportion to those of the labels as given. */
function bar(share: number, paint: Paint): string {
  return paint.red('█'.repeat(Math.round(Math.min(1, share) * BAR_CELLS)));
}

function wrongLabels({ wrongLabels: wrong, flagged, precision, recall }: Measures, paint: Paint): string {
  const table = plainTable(['Wrong labels', 'flagged', 'precision', 'recall']);
  table.push([
    count(wrong),
    count(flagged),
    paint.bold(paint.green(percent(precision))),
    paint.bold(paint.green(percent(recall))),
  ]);
  return textOf(table);
}

function badSources(sources: SourceReport[], paint: Paint): string {
  const table = plainTable(['Bad annotator', 'what it really does', 'found', 'by its', 'after', 'recognised: it']);
  for (const source of sources.filter((s) => s.isBad)) {
    const { sourceId, truth, alarm, patterns } = source;
    const found = alarm ? paint.green('yes') : paint.red('no');
    const after = alarm ? tookWords(alarm) + sinceTurning(source, alarm) : '';
    table.push([sourceId, truth, found, alarm?.kind ?? '', after, patterns.map(patternWords).join(', ')]);
  }
  return textOf(table);
}

function sinceTurning({ turnedAfter }: SourceReport, { labels, evidence }: SourceReport['alarm'] & {}): string {
  if (turnedAfter === undefined || evidence === 'gold') return '';
  return labels > turnedAfter ? ` (${labels - turnedAfter} since it turned)` : ' (before it turned)';
}

function falseAlarms(sources: SourceReport[], paint: Paint): string {
  const good = sources.filter((s) => !s.isBad);
  const wronged = good.filter((s) => s.alarm);
  const words = `Good annotators falsely alarmed: ${wronged.length} of ${good.length}`;
  if (wronged.length === 0) return paint.green(words);
  const each = wronged.map((s) => `${s.sourceId} (right in ${percent(s.accuracy, 0)}; ${s.alarm!.kind})`);
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

/** Without the blanks that fill up the last column. */
function textOf(table: Table.Table): string {
  return table.toString().replace(/ +$/gm, '');
}
