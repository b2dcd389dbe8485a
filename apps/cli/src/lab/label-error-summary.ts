import type { LabelsJudged } from '#noise';
import type { LabelErrorInput } from './label-error-input.js';

/** Above this many classes a table of Q is no longer read. */
const MAX_TABLE_CLASSES = 12;
/** The sources that are right least often are named. */
const NAMED_SOURCES = 10;

export function labelErrorSummary(judged: LabelsJudged, input: LabelErrorInput, out: string): string {
  const { judgements, project } = judged;
  const suspects = judgements.filter(({ suspect }) => suspect).length;
  const wrong = judgements.reduce((sum, { quality }) => sum + 1 - quality, 0) / judgements.length;
  const lines = [
    `${count(judgements.length)} labels of ${input.classCount} classes`,
    `${count(suspects)} suspect (${percent(suspects / judgements.length)})`,
    `${percent(wrong)} of all labels are probably wrong`,
    ...(input.classCount <= MAX_TABLE_CLASSES ? ['', ...table(project.matrix())] : []),
    ...(input.source ? ['', ...sourceLines(judged, input.source)] : []),
    '',
    `written to ${out}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The noise matrix: one line per true class. */
function table(noiseMatrix: number[][]): string[] {
  const cell = (text: string) => text.padStart(6);
  const head = noiseMatrix.map((_, j) => cell(String(j))).join('');
  const rows = noiseMatrix.map((row, i) => `${cell(String(i))} ${row.map((p) => cell(p.toFixed(3))).join('')}`);
  return ['P(given | true): a line for each true class, a column for each given one', `${cell('')} ${head}`, ...rows];
}

function sourceLines({ sources }: LabelsJudged, source: ArrayLike<number>): string[] {
  const labels = Array.from({ length: sources.length }, () => 0);
  for (let n = 0; n < source.length; n++) labels[source[n]!]!++;
  const known = sources.map(({ accuracy }, s) => ({ s, accuracy, labels: labels[s]! })).filter((row) => row.labels > 0);
  const worst = known.toSorted((a, b) => a.accuracy - b.accuracy).slice(0, NAMED_SOURCES);
  return [
    `${count(known.length)} sources; right least often:`,
    ...worst.map((row) => `  source ${row.s}: right in ${percent(row.accuracy)} of ${count(row.labels)} labels`),
  ];
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
