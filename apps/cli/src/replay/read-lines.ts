import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { contentTypes } from '#labels';
import type { NewRecord } from '#stream';

/** A step's lines, as records for the events log. */
export interface Lines {
  records: NewRecord[];
  /** 0-based number of each record's line, and the line as it came. */
  numbers: number[];
  texts: string[];
  /** Of the file, so far. */
  bytesRead: number;
}

/**
 * The lines of a file in steps; blank lines are passed over. A line is not parsed here: what is wrong with it, JUDGE says
 * like for every record. Its time, where it has none of its own, is its number.
 *
 * @param stepLines how many lines the next step takes, given how many were read
 */
export async function* readLines(
  path: string,
  project: string,
  stepLines: (read: number) => number,
): AsyncGenerator<Lines> {
  let step = emptyStep(0);
  let read = 0;
  let number = -1;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number++;
    step.bytesRead += Buffer.byteLength(text) + 1;
    if (text.trim() === '') continue;
    step.records.push(recordOf(text, project, number));
    step.numbers.push(number);
    step.texts.push(text);
    if (step.records.length < stepLines(read)) continue;
    read += step.records.length;
    yield step;
    step = emptyStep(step.bytesRead);
  }
  if (step.records.length > 0) yield step;
}

function emptyStep(bytesRead: number): Lines {
  return { records: [], numbers: [], texts: [], bytesRead };
}

const headers = { 'content-type': contentTypes.json };

function recordOf(text: string, project: string, number: number): NewRecord {
  return { topic: 'events', key: '', headers, value: Buffer.from(withProject(text, project)), timestampMs: number };
}

/** `{"exampleId"...` becomes `{"project":"name","exampleId"...`; a project of the line's own comes later and wins. */
function withProject(text: string, project: string): string {
  const object = /^\s*\{(?!\s*\})/.exec(text);
  return object ? `{"project":${JSON.stringify(project)},${text.slice(object[0].length)}` : text;
}
