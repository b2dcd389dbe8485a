import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeLabels, labelProbabilities } from '#noise';
import { readNpy } from '#npy';
import { printTable } from './alarms/table.js';
import { calibrationError, reliabilityBins } from './crowds/calibration.js';
import { averagePrecision, f1, rowDistance } from './label-errors/metrics.js';
import {
  argmaxDiffers,
  confidentJoint,
  normalizedMargin,
  pruneByNoiseRate,
  rowsOf,
  selfConfidence,
  type Probabilities,
} from './label-errors/peers.js';
import { madeProbabilities, syntheticKinds } from './label-errors/synthetic.js';

/**
 * Wrong labels found by somebody else's out-of-sample probabilities, beside what people do with these today.
 * `npm run bench:label-errors -- --data ../shared/data`; `--synthetic` draws sets with a known truth instead.
 */
const { values: args } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    synthetic: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3' },
  },
});

interface Known extends Probabilities {
  name: string;
  truth: ArrayLike<number>;
}

interface Found {
  ranking?: ArrayLike<number>;
  flagged?: boolean[];
  noiseMatrix?: number[][];
  quality?: ArrayLike<number>;
}

const methods: Record<string, (set: Known) => Found> = {
  Qualm: (set) => {
    const { judgements, project } = judgeLabels(labelProbabilities(set.values, set.given, set.classCount));
    const quality = judgements.map((judgement) => judgement.quality);
    const flagged = judgements.map(({ suspect }) => suspect);
    return { ranking: quality, quality, flagged, noiseMatrix: project.matrix() };
  },
  'self-confidence, argmax': (set) => {
    const own = selfConfidence(set);
    return { ranking: own, quality: own, flagged: argmaxDiffers(set) };
  },
  'normalised margin': (set) => ({ ranking: normalizedMargin(set) }),
  'confident joint, prune by noise rate': (set) => ({
    flagged: pruneByNoiseRate(set),
    noiseMatrix: rowsOf(confidentJoint(set)),
  }),
};

function row(name: string, { truth, given }: Known, found: Found, seconds: number): string[] {
  const isWrong = Uint8Array.from({ length: given.length }, (_, n) => (given[n] === truth[n] ? 0 : 1));
  const isRight = isWrong.map((wrong) => 1 - wrong);
  const shown = (value: number | undefined) => (value === undefined ? '' : value.toFixed(4));
  return [
    name,
    shown(found.ranking && averagePrecision(found.ranking, isWrong)),
    shown(found.flagged && f1(found.flagged, isWrong)),
    shown(found.noiseMatrix && rowDistance(found.noiseMatrix, truth, given)),
    shown(found.quality && calibrationError(reliabilityBins(found.quality, isRight))),
    seconds.toFixed(1),
  ];
}

function cifar10n(kind: string): Known {
  const read = (name: string) => readNpy(join(args.data, 'cifar10n_oof', `${name}.npy`));
  const { values, shape } = read(`pred_probs_${kind}_resnet18`);
  const given = read(`given_${kind}`).values;
  return { name: `CIFAR-10N ${kind}`, values, classCount: shape[1]!, given, truth: read('truth').values };
}

function made(): Known[] {
  const seeds = Array.from({ length: Number(args.seeds) }, (_, seed) => seed);
  return syntheticKinds.flatMap((kind) =>
    seeds.map((seed) => ({ name: `${kind.name}, seed ${seed}`, ...madeProbabilities(kind, seed) })),
  );
}

for (const set of args.synthetic ? made() : ['aggre', 'worst'].map(cifar10n)) {
  console.log(`\n### ${set.name} (N = ${set.given.length}, K = ${set.classCount})\n`);
  const rows = Object.entries(methods).map(([name, method]) => {
    const startedMs = performance.now();
    const found = method(set);
    return row(name, set, found, (performance.now() - startedMs) / 1000);
  });
  printTable(['', 'AP', 'F1', 'row L1 of Q', 'ECE', 's'], rows);
}
