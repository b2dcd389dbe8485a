import { Command } from 'commander';
import { dataCommand } from './data/data-command.js';
import type { LabelErrorOptions } from './label-errors.js';
import { papers } from './papers.js';
import { paperCommand } from './run/recipe-command.js';

export function labCommand(): Command {
  const lab = new Command('lab')
    .description("run the papers' experiments, or judge data that was made elsewhere; without the service")
    .addCommand(labelErrorsCommand())
    .addCommand(dataCommand());
  for (const { name, about, recipes } of papers) lab.addCommand(paperCommand(name, about, recipes));
  return lab;
}

function labelErrorsCommand(): Command {
  return new Command('label-errors')
    .description("find wrong labels by somebody else's model: by its out-of-sample probabilities")
    .requiredOption(
      '--probs <file>',
      '.npy [examples, classes]: probabilities by a model that did not train on the example',
    )
    .requiredOption('--labels <file>', '.npy [examples]: the given labels, 0-based integers')
    .requiredOption('--out <file>', 'NDJSON, one {"index","quality","suspect","suggestedLabel"} per example')
    .option('--source <file>', '.npy [examples]: who gave each label, 0-based integers; noise is then learned of each')
    .action(async (options: LabelErrorOptions) => {
      const { labelErrors } = await import('./label-errors.js');
      await labelErrors(options);
    });
}
