import { shown } from '../../run/mean-deviation.js';
import { figureOver, type JobResult, type Recipe } from '../../run/recipe.js';
import { trainWithOutliers, type OutlierSettings } from './outlier-training.js';
import { OUTLIER_SHARE, outlierSet, outlierSettings, type OutlierKind } from './with-outliers.js';

interface Row extends Omit<OutlierSettings, 'outliers'> {
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
const kinds: OutlierKind[] = ['far', 'near'];

/**
 * Table 2: clean images and noisy ones among which are outliers. The layers know alpha, the share that is none. The paper does
 * not say whether its layers came with gamma: here each is run with gamma 1 and .2.
 */
export const table2: Recipe<Row & OutlierSettings> = {
  settings: outlierSettings,
  jobs: () =>
    kinds.flatMap((outliers) =>
      rows.map((row) => ({ name: `${row.name}, ${outliers} outliers`, settings: { ...row, outliers } })),
    ),
  run: (settings, context) => trainWithOutliers(settings, context),
  tables: (results, setup) => {
    const cells = (kind: OutlierKind, row: Row) =>
      ['test', 'stopped'].map((figure) => shown(figureOver(find(results, kind, row), figure)));
    const other = outlierSet(setup);
    return [
      {
        title: `Test error, %; ${100 * OUTLIER_SHARE} % of the noisy images are outliers`,
        head: ['', `${other}: last`, 'stopped', 'classes left out: last', 'stopped', 'paper'],
        rows: rows.map((row) => [row.name, ...kinds.flatMap((kind) => cells(kind, row)), row.published]),
        note: `${other} stands in for Tiny Images; last: after the last epoch, stopped: after the one with the lowest error on clean validation images`,
      },
    ];
  },
};

function find(results: JobResult<Row & OutlierSettings>[], kind: OutlierKind, row: Row) {
  return results.find(({ settings }) => settings.outliers === kind && settings.name === row.name);
}
