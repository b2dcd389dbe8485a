import { shown } from '../../run/mean-deviation.js';
import { figureOver, type Figures, type Recipe, type RunContext } from '../../run/recipe.js';
import type { Scale, ScaleSettings } from '../../run/scales.js';
import { drawCrowd, LABELS_PER_IMAGE, type CrowdExamples } from './crowd-data.js';
import { byMajority, byTrueMatrices, oneMatrix } from './crowd-networks.js';
import { byService } from './crowd-service.js';
import { paperSettings } from './paper-settings.js';

type Run = (context: RunContext, crowd: CrowdExamples) => Promise<Figures>;

const service =
  (training = {}): Run =>
  (context, crowd) =>
    byService(context, crowd, crowd.labels, training);

const withOneMatrix: Run = (context, crowd) => {
  const { labels } = crowd;
  return byService(context, crowd, { ...labels, sourceCount: 1, source: new Int32Array(labels.source.length) }, {});
};

const methods: Record<string, Run> = {
  'votes, cross-entropy': byMajority,
  'paper: one Q, true': (context, crowd) => oneMatrix('true Q', context, crowd),
  'paper: one Q, learned with weight decay': (context, crowd) => oneMatrix('learned Q, weight decay', context, crowd),
  'a Q per source, true': byTrueMatrices,
  'service: a Q per source, learned': service(),
  'service, but one Q': withOneMatrix,
  'service, but likeliest classes for soft posteriors': service({ noiseLayer: false }),
  'service, but without cross-fitting': service({ crossFitting: false }),
};

const sizes: Record<Scale, ScaleSettings['sizes']> = {
  tiny: { train: 300, validation: 200, clean: 0, test: 500 },
  reduced: { train: 2_000, validation: 1_000, clean: 0, test: 2_000 },
  paper: { train: 27_000, validation: 3_000, clean: 0, test: 10_000 },
};

/** Of the lab's networks; the service has its own. */
const epochs: Record<Scale, number> = { tiny: 15, reduced: 30, paper: 60 };

/** Not in the paper: what the running service makes of its noise layer, where several annotators label each image. */
export const crowd: Recipe<{ method: string }> = {
  settings: (scale) => {
    const { training, ...rest } = paperSettings(scale);
    return { ...rest, sizes: sizes[scale], training: { ...training, epochs: epochs[scale] } };
  },
  jobs: () => Object.keys(methods).map((method) => ({ name: method, settings: { method } })),
  run: ({ method }, context) => methods[method]!(context, drawCrowd(context)),
  tables: (results) => [
    {
      title: `Error, %; ten annotators, ${LABELS_PER_IMAGE} labels per image`,
      head: ['', 'unseen images', 'training images, with their labels', 'log loss of their truth'],
      rows: results.map((result) => [
        result.settings.method,
        shown(figureOver(result, 'test')),
        shown(figureOver(result, 'truth')),
        shown(figureOver(result, 'logLoss'), { digits: 3, scale: 1 }),
      ]),
    },
  ],
};
