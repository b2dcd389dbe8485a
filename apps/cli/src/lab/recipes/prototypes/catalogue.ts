import type { RecipeEntry } from '../../run/recipe.js';

export const prototypeRecipes: RecipeEntry[] = [
  {
    name: 'self-learning',
    about: 'against cross-entropy: test accuracy, accuracy of the corrected labels over the epochs and per class',
    load: async () => (await import('./self-learning.js')).selfLearning,
  },
  {
    name: 'sweeps',
    about: 'prototypes per class p, images per class m, weight alpha of the corrected label',
    load: async () => (await import('./sweeps.js')).sweeps,
  },
  {
    name: 'choosing',
    about: 'ways to choose prototypes, mean against nearest, rank of the density cut',
    load: async () => (await import('./choosing.js')).choosing,
  },
  {
    name: 'service',
    about: 'hard corrected labels against what the service makes of labels and prototypes',
    load: async () => (await import('./service.js')).service,
  },
];
