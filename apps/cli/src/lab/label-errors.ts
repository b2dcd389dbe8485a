import { rename, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { judgeLabels, labelProbabilities, type LabelJudgement } from '#noise';
import { readLabelErrorInput } from './label-error-input.js';
import { labelErrorSummary } from './label-error-summary.js';

export interface LabelErrorOptions {
  probs: string;
  labels: string;
  out: string;
  source?: string;
}

/** Writes what is said of each label, whole or not at all, and prints a summary. @throws InvalidInput */
export async function labelErrors(options: LabelErrorOptions): Promise<void> {
  const input = readLabelErrorInput(options);
  const judged = judgeLabels(labelProbabilities(input.probabilities, input.given, input.classCount), input.source);
  await writeJudgements(options.out, judged.judgements);
  process.stdout.write(labelErrorSummary(judged, input, options.out));
}

async function writeJudgements(path: string, judgements: LabelJudgement[]): Promise<void> {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    await pipeline(Readable.from(lines(judgements)), createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

const LINES_PER_CHUNK = 1_000;

function* lines(judgements: LabelJudgement[]): Generator<string> {
  for (let from = 0; from < judgements.length; from += LINES_PER_CHUNK) {
    const rows = judgements.slice(from, from + LINES_PER_CHUNK).map((judgement, n) => lineOf(from + n, judgement));
    yield rows.join('');
  }
}

/** Six digits, not six decimals: the most suspect labels differ in their exponents. */
function lineOf(index: number, { quality, suspect, suggested }: LabelJudgement): string {
  const row = { index, quality: Number(quality.toPrecision(6)), suspect, suggestedLabel: suggested };
  return `${JSON.stringify(row)}\n`;
}
