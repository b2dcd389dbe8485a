import type { RecipeEntry } from '../../run/recipe.js';

export const oddRecipes: RecipeEntry[] = [
  {
    name: 'table',
    about: 'accuracy under uniform noise of 0, 20 and 40 %: ERM, mixup, ODD, ODD + mixup',
    load: async () => (await import('./table.js')).table,
  },
  {
    name: 'histograms',
    about: 'losses of real labels beside simulated ones, while the learning rate is high and at the end',
    load: async () => (await import('./histograms.js')).histograms,
  },
  {
    name: 'when',
    about: 'removal too early and too late, too much and too little',
    load: async () => (await import('./when.js')).when,
  },
  {
    name: 'filter',
    about: 'precision and recall of the filter over the percentile p',
    load: async () => (await import('./filter.js')).filter,
  },
  {
    name: 'reweighting',
    about: 'removal against reweighting',
    load: async () => (await import('./reweighting.js')).reweighting,
  },
  {
    name: 'non-uniform',
    about: 'noise that is not uniform: random matrix, by features, pairs',
    load: async () => (await import('./non-uniform.js')).nonUniform,
  },
  {
    name: 'outliers',
    about: "another set's images among the examples",
    load: async () => (await import('./outliers.js')).outliers,
  },
  {
    name: 'without-noise',
    about: 'what the filter costs where nothing is wrong',
    load: async () => (await import('./without-noise.js')).withoutNoise,
  },
  {
    name: 'mixup',
    about: 'how much of mixup helps, with the filter and without',
    load: async () => (await import('./mixup.js')).mixup,
  },
  { name: 'cost', about: 'what the filter adds to a training', load: async () => (await import('./cost.js')).cost },
];
