#!/usr/bin/env -S node --max-old-space-size=1536 --max-semi-space-size=32
import { Command } from 'commander';
import { backendsCommand } from './backends/backends-command.js';
import { demoCommand } from './demo/demo-command.js';
import { exportCommand } from './export/export-command.js';
import { importCommand } from './import/import-command.js';
import { labCommand } from './lab/lab-command.js';
import { replayCommand } from './replay/replay-command.js';
import { simulateCommand } from './simulate/simulate-command.js';

// Commands load what they need when they run, so that help comes at once.
const program = new Command('qualm')
  .description('Which label is probably wrong, what it should have been, and which source to stop trusting.')
  .showHelpAfterError('(qualm --help shows what there is)')
  .addCommand(demoCommand())
  .addCommand(replayCommand())
  .addCommand(simulateCommand())
  .addCommand(importCommand())
  .addCommand(exportCommand())
  .addCommand(labCommand())
  .addCommand(backendsCommand());

// Whoever reads our output has seen enough: `qualm simulate --file - | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`qualm: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
