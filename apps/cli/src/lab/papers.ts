import type { RecipeEntry } from './run/recipe.js';
import { baselineRecipes } from './recipes/baselines/catalogue.js';
import { oddRecipes } from './recipes/odd/catalogue.js';
import { prototypeRecipes } from './recipes/prototypes/catalogue.js';
import { noiseLayerRecipes } from './recipes/noise-layer/catalogue.js';

interface Paper {
  name: string;
  about: string;
  recipes: RecipeEntry[];
}

/** The papers whose experiments the lab runs; each recipe is loaded when it is run. */
export const papers: Paper[] = [
  { name: 'baselines', about: 'what a reader expects beside the papers', recipes: baselineRecipes },
  {
    name: 'noise-layer',
    about: 'Sukhbaatar & Fergus 2014, Learning from noisy labels with deep neural networks',
    recipes: noiseLayerRecipes,
  },
  {
    name: 'odd',
    about: 'Song et al. 2020, "Robust and On-the-fly Dataset Denoising for Image Classification"',
    recipes: oddRecipes,
  },
  {
    name: 'prototypes',
    about: 'Han, Luo & Wang 2019, "Deep Self-Learning From Noisy Labels"',
    recipes: prototypeRecipes,
  },
];
