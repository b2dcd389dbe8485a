import { Command } from 'commander';
import type { LabelErrorOptions } from './label-errors.js';

export function labCommand(): Command {
  return new Command('lab')
    .description('judge data that was made elsewhere, without the service')
    .addCommand(labelErrorsCommand());
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
