import { statSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { CsvImportOptions } from './import-csv.js';
import type { LabelStudioImportOptions } from './import-label-studio.js';

const after = `
To send a file again is harmless: a label that is there changes nothing. So after an interruption run the same again.

The key of the API comes from QUALM_API_KEY or the file QUALM_API_KEY_FILE names.
Exit code: 0; 1 when it could not go on; 2 when some of it was refused; 130 when interrupted.`;

export function importCommand(): Command {
  return new Command('import')
    .description('send the labels of a file that another tool wrote')
    .addCommand(csvCommand())
    .addCommand(labelStudioCommand());
}

function csvCommand(): Command {
  return common(new Command('csv'), 'a CSV of item,worker,label (RFC 4180, UTF-8)')
    .option(
      '--item <column>',
      'name or number (from 1) of the column of the item; default: item, example, task, id, or 1',
    )
    .option('--worker <column>', 'of who labeled; default: worker, source, annotator, or 2')
    .option('--label <column>', 'of the label; default: label, answer, class, choice, or 3')
    .option('--gold <column>', 'of what is true, where that is known')
    .option('--at <column>', 'of the time of the label (ISO 8601)')
    .option('--text <column>', 'of the text that the worker saw')
    .option('--header', 'the first row holds names (default: when the columns are found in it)')
    .option('--no-header', 'the first row holds a label')
    .option('--delimiter <character>', 'between cells; tab is a tab', parseDelimiter, ',')
    .addHelpText('after', after)
    .action(async (file: string, options: CsvImportOptions) => {
      const { importCsv } = await import('./import-csv.js');
      process.exitCode = await importCsv(file, options);
    });
}

function labelStudioCommand(): Command {
  return common(new Command('label-studio'), 'what Label Studio exported: JSON, or JSON_MIN')
    .option(
      '--from-name <name>',
      'control tag whose choice is the label; needed where there are several, and for JSON_MIN',
    )
    .option(
      '--example-id <field>',
      "field of the task's data that names the example, like data.key; default: the task's id",
    )
    .addOption(new Option('--annotator <name>', 'which name is the source (default: id)').choices(['id', 'email']))
    .option('--text <field>', "field of the task's data with the text that the annotator saw, like data.text")
    .addHelpText('after', after)
    .action(async (file: string, options: LabelStudioImportOptions) => {
      const { importLabelStudio } = await import('./import-label-studio.js');
      process.exitCode = await importLabelStudio(file, options);
    });
}

function common(command: Command, description: string): Command {
  return command
    .description(description)
    .argument('<file>', 'the file', parseFile)
    .requiredOption('--project <name>', 'project of Qualm that the labels are for')
    .option('--url <url>', 'of the service', 'http://127.0.0.1:8080')
    .option('--create', 'make the project when there is none, of the labels in the file', false)
    .option('--source <prefix>', 'stands before every source, to tell files or installations apart', '')
    .addOption(
      new Option('--gold-origin <origin>', 'how the items whose truth is known were chosen')
        .choices(['honeypot', 'sampled', 'targeted'])
        .default('targeted'),
    );
}

function parseFile(value: string): string {
  if (!statSync(value, { throwIfNoEntry: false })?.isFile()) throw new InvalidArgumentError(`${value} is not a file.`);
  return value;
}

function parseDelimiter(value: string): string {
  if (value === 'tab') return '\t';
  if (value.length === 1 && !/["\r\n]/.test(value)) return value;
  throw new InvalidArgumentError('It must be one character, or tab.');
}
