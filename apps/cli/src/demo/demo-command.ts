import { Command } from 'commander';
import { wholeNumber } from '../flags.js';
import type { DemoOptions } from './demo.js';

export function demoCommand(): Command {
  return new Command('demo')
    .description('watch Qualm find five bad annotators among forty, on real images and a real service')
    .option('--fresh', 'start clean instead of going on where an earlier demo stopped', false)
    .option('--exit', 'end after the summary instead of keeping the service up', false)
    .option('--seed <number>', 'seed of the simulated crowd', wholeNumber(0, 2 ** 32 - 1))
    .option('--labels <number>', 'how many labels the crowd gives', wholeNumber(300, 200_000))
    .option(
      '--port <number>',
      'port of the service; default: QUALM_PORT, 8080 or the next free one',
      wholeNumber(1, 65_535),
    )
    .option('--data <dir>', "the demo's own data folder", '.qualm/demo')
    .addHelpText('after', '\nExit code: 0, 1 when something failed, 130 when it was interrupted before the summary.')
    .action(async (options: DemoOptions) => {
      const { demo } = await import('./demo.js');
      process.exitCode = await demo(options);
    });
}
