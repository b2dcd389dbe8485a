import { statSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { settingsFrom, type ProjectSettings } from '#labels';
import type { BackendChoice } from '#model';
import type { ReplayOptions } from './replay.js';

interface Flags {
  labels: string;
  classes: number | string[];
  out: string;
  seed: number;
  project: string;
  backend: BackendChoice;
  settings?: Partial<ProjectSettings>;
  model?: string;
}

/** Exit code when the replay went through but some lines could not be taken. */
export const EXIT_DEAD_LETTERS = 2;

export function replayCommand(): Command {
  return new Command('replay')
    .description('feed a file of labels through the service and write what it says about each of them')
    .requiredOption(
      '--labels <file>',
      'NDJSON, one {"exampleId","sourceId","label","features"?,"at"?,"gold"?} per line',
      parseFile,
    )
    .requiredOption('--classes <number|names>', 'how many classes, or their names separated by commas', parseClasses)
    .requiredOption('--out <dir>', 'folder for the results; results of an earlier replay there are replaced')
    .option('--seed <number>', 'seed of everything random', parseSeed, 0)
    .option('--project <name>', 'name of the project', 'replay')
    .addOption(
      new Option('--backend <name>', 'what the model computes on; another one rounds differently')
        .choices(['wasm', 'auto', 'onnx', 'native', 'webgpu', 'cpu'])
        .env('QUALM_BACKEND')
        .default('wasm'),
    )
    .option(
      '--settings <json>',
      'settings of the project, such as {"alarmLevel":0.01,"accuracyLine":0.8}',
      parseSettings,
    )
    .option('--model <file>', 'where to write the model version in use at the end (none: no file)')
    .addHelpText('after', `\nExit code: 0, or ${EXIT_DEAD_LETTERS} when dead-letters.ndjson is not empty.`)
    .action(async (flags: Flags) => {
      const { replay } = await import('./replay.js');
      const options: ReplayOptions = { ...flags };
      const summary = await replay(options);
      if (summary.deadLetters > 0) process.exitCode = EXIT_DEAD_LETTERS;
    });
}

function parseFile(value: string): string {
  if (!statSync(value, { throwIfNoEntry: false })?.isFile()) throw new InvalidArgumentError(`${value} is not a file.`);
  return value;
}

function parseClasses(value: string): number | string[] {
  if (!/^\d+$/.test(value)) return value.split(',').map((name) => name.trim());
  const count = Number(value);
  if (count < 2) throw new InvalidArgumentError(`${value} is not a number of classes: at least 2.`);
  return count;
}

function parseSettings(value: string): Partial<ProjectSettings> {
  try {
    return settingsFrom(JSON.parse(value));
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function parseSeed(value: string): number {
  const seed = Number(value);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new InvalidArgumentError(`${value} is not a whole number >= 0.`);
  return seed;
}
