import { crowdLabels, type Crowd } from '../crowd/crowd-stream.js';

/**
 * NDJSON for measuring: `{"exampleId","truth"}` for each example in order of its first label, and
 * `{"sourceId","character","accuracy"?}` for each annotator (accuracy of the good ones).
 */
export function truthLines(crowd: Crowd, classNames: string[] | undefined): string {
  const lines: object[] = [];
  for (const { isFirst, exampleId, truth } of crowdLabels(crowd)) {
    if (isFirst) lines.push({ exampleId, truth: classNames?.[truth] ?? truth });
  }
  for (const { sourceId, character, accuracy } of crowd.annotators) {
    lines.push({ sourceId, character, ...(character === 'good' && { accuracy: Number(accuracy.toFixed(4)) }) });
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
