import type { RecipeEntry } from '../../run/recipe.js';

export const baselineRecipes: RecipeEntry[] = [
  {
    name: 'table',
    about:
      'cross-entropy, early stopping, mixup, generalised cross-entropy and forward correction under five kinds of noise',
    load: async () => (await import('./table.js')).table,
  },
];
