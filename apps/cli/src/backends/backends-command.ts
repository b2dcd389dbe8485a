import { Command, Option } from 'commander';

interface Flags {
  json?: boolean;
  only?: string;
}

const names = ['wasm', 'cpu', 'onnx', 'native', 'webgpu'];

export function backendsCommand(): Command {
  return new Command('backends')
    .description('what the model can compute on here, how fast each is, and why others cannot be used')
    .option('--json', 'one JSON document instead of a table')
    .addOption(new Option('--only <name>', 'look at one; exit code 1 when it cannot be used').choices(names))
    .action(async ({ json = false, only }: Flags) => {
      const { showBackends } = await import('./show-backends.js');
      const trials = await showBackends({ json, only });
      if (only !== undefined && trials[0]!.speed === undefined) process.exitCode = 1;
    });
}
