import { Command, InvalidArgumentError, Option } from 'commander';
import type { ExportOptions } from './export-file.js';

const after = `
Examples:
  qualm export --project pets --format parquet --out cleaned.parquet
  qualm export --project pets --rows labels --suspect true --format csv --out suspects.csv
  qualm export --project pets --format label-studio --example-id data.key --from-name pet --out predictions.json

In a CSV an apostrophe stands before text that a spreadsheet would run as a formula (it begins with = + - or @).
With --out the file appears when it is whole. The key of the API comes from QUALM_API_KEY or the file QUALM_API_KEY_FILE names.
Exit code: 0; 1 when it could not go on; 130 when interrupted.`;

export function exportCommand(): Command {
  return new Command('export')
    .description('write the cleaned labels of a project to a file')
    .requiredOption('--project <name>', 'the project')
    .option('--url <url>', 'of the service', 'http://127.0.0.1:8080')
    .addOption(
      new Option('--format <format>', 'of the file')
        .choices(['ndjson', 'csv', 'parquet', 'label-studio'])
        .default('ndjson'),
    )
    .addOption(new Option('--rows <rows>', 'what is a row').choices(['examples', 'labels']).default('examples'))
    .option('--out <file>', 'where to; default: standard output')
    .option('--source-id <source>', 'examples that this source labeled; of rows=labels its labels')
    .addOption(
      new Option('--suspect <boolean>', 'with a suspect label, or with one that is not').choices(['true', 'false']),
    )
    .option('--label <class>', 'that were called this')
    .option('--suggested-label <class>', 'whose most probable class this is')
    .addOption(new Option('--gold <boolean>', 'whose true label is known, or is not').choices(['true', 'false']))
    .option('--min-quality <share>', 'with a label of this quality or a better one', parseShare)
    .option('--max-quality <share>', 'with a label of this quality or a worse one', parseShare)
    .option('--from-name <name>', 'label-studio: the Choices tag of the project there; default: choice')
    .option('--to-name <name>', 'label-studio: the tag that it is about; default: image')
    .option(
      '--example-id <field>',
      "label-studio: field of the task that names the example, like data.key; default: the task's id",
    )
    .addHelpText('after', after)
    .action(async (options: ExportOptions) => {
      const { exportFile } = await import('./export-file.js');
      process.exitCode = await exportFile(options);
    });
}

function parseShare(text: string): string {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= 1) return text;
  throw new InvalidArgumentError('It must be a number from 0 to 1.');
}
