import { shown } from '../../run/mean-deviation.js';
import { figureOver, type Recipe } from '../../run/recipe.js';
import { trainWithOutliers, type OutlierSettings } from './outlier-training.js';
import { outlierSet, outlierSettings } from './with-outliers.js';

interface Row extends OutlierSettings {
  name: string;
  /** CIFAR-10 with Tiny Images */
  published: string;
}

const rows: Row[] = [
  { name: 'clean images only', layer: 'none', published: '16.1' },
  { name: 'gamma 1', layer: 'none', gamma: 1, published: '15.4' },
  { name: 'gamma .2', layer: 'none', gamma: 0.2, published: '13.2' },
  { name: 'bottom-up, gamma 1', layer: 'bottom-up', gamma: 1, published: '13.2' },
  { name: 'bottom-up, gamma .2', layer: 'bottom-up', gamma: 0.2, published: '' },
  { name: 'top-down, gamma 1', layer: 'top-down', gamma: 1, published: '12.5' },
  { name: 'top-down, gamma .2', layer: 'top-down', gamma: 0.2, published: '' },
];

/**
 * Table 2: clean images and noisy ones among which are outliers. The layers know alpha, the share that is none. The paper does
 * not say whether its layers came with gamma: here each is run with gamma 1 and .2.
 */
export const table2: Recipe<Row> = {
  settings: outlierSettings,
  jobs: () => rows.map((row) => ({ name: row.name, settings: row })),
  run: (settings, context) => trainWithOutliers(settings, context),
  tables: (results, setup) => [
    {
      title: `Test error, %; half of the noisy images are from ${outlierSet(setup)}, which stands in for Tiny Images`,
      head: ['', 'error', 'paper'],
      rows: results.map(({ settings, ...result }) => [
        settings.name,
        shown(figureOver(result, 'test')),
        settings.published,
      ]),
    },
  ],
};
