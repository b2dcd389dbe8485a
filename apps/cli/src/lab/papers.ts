import type { RecipeEntry } from './run/recipe.js';
import { baselineRecipes } from './recipes/baselines/catalogue.js';

interface Paper {
  name: string;
  about: string;
  recipes: RecipeEntry[];
}

/** The papers whose experiments the lab runs; each recipe is loaded when it is run. */
export const papers: Paper[] = [
  { name: 'baselines', about: 'what a reader expects beside the papers', recipes: baselineRecipes },
];
