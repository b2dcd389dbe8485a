import type { RecipeEntry } from '../../run/recipe.js';

export const noiseLayerRecipes: RecipeEntry[] = [
  {
    name: 'table-1',
    about: 'half and 70 % of the labels wrong: normal, and Q true, learned, estimated with clean data, refined',
    load: async () => (await import('./table-1.js')).table1,
  },
  {
    name: 'data-size',
    about: 'Figure 4: error over the number of images and the share of wrong labels',
    load: async () => (await import('./data-size.js')).dataSize,
  },
  {
    name: 'correct-incorrect',
    about: 'Figure 5: error over the numbers of correct and of incorrect labels',
    load: async () => (await import('./correct-incorrect.js')).correctIncorrect,
  },
  {
    name: 'gamma',
    about: 'Figure 7: clean and noisy images together, the noisy ones weighted by gamma',
    load: async () => (await import('./gamma.js')).gamma,
  },
  {
    name: 'table-2',
    about: 'clean images and images of another set: clean only, gamma 1 and .2, bottom-up, top-down',
    load: async () => (await import('./table-2.js')).table2,
  },
  {
    name: 'outlier-share',
    about: 'what the order of Table 2 depends on: the share of outliers, and alpha as the layers are told it',
    load: async () => (await import('./outlier-share.js')).outlierShare,
  },
  {
    name: 'crowd',
    about: 'a crowd of several annotators: one Q as in the paper, and what the service does',
    load: async () => (await import('./crowd.js')).crowd,
  },
];
