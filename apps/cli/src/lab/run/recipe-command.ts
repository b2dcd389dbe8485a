import { Command, Option } from 'commander';
import { wholeNumber } from '../../flags.js';
import type { RecipeEntry } from './recipe.js';
import type { RecipeOptions } from './run-recipe.js';
import { scales } from './scales.js';

/** Those that train and that can be read at once. */
const trainingBackends = ['auto', 'native', 'wasm', 'cpu'];

/** The recipes of one paper: `qualm lab PAPER RECIPE`. */
export function paperCommand(paper: string, about: string, recipes: RecipeEntry[]): Command {
  const command = new Command(paper).description(about);
  for (const recipe of recipes) command.addCommand(recipeCommand(paper, recipe));
  return command;
}

function recipeCommand(paper: string, recipe: RecipeEntry): Command {
  return new Command(recipe.name)
    .description(recipe.about)
    .option('--data <dir>', 'folder that "qualm lab data" filled', '.qualm/lab')
    .option('--set <name>', 'mnist, fashion-mnist, cifar10, or folder:PATH with train/CLASS and test/CLASS', 'mnist')
    .option('--side <pixels>', 'height and width of the images of a folder', wholeNumber(8, 512), 32)
    .option('--true-labels', 'the labels of a folder are right: noise is added to them, as to those of mnist')
    .option('--seeds <count>', 'runs of each job, with seeds that follow each other', wholeNumber(1, 100), 3)
    .option('--first-seed <seed>', 'settings were chosen on seed 1: figures begin after it', wholeNumber(0, 1e6), 2)
    .addOption(new Option('--scale <scale>', 'how much is done').choices(scales).default('reduced'))
    .option('--network <name>', 'mlp, cnn or wrn-DEPTH-WIDTH (default: by the scale)')
    .option('--epochs <count>', 'in place of those of the scale', wholeNumber(1, 10_000))
    .option('--only <text>', 'only jobs with this in their name')
    .addOption(new Option('--backend <name>', 'what computes').choices(trainingBackends).default('auto'))
    .option('--out <file>', 'all figures as JSON')
    .action(async (options: RecipeOptions) => {
      const { runRecipe } = await import('./run-recipe.js');
      await runRecipe(`${paper} ${recipe.name}`, await recipe.load(), options);
    });
}
