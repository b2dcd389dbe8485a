import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dawidSkene, majorityVote } from '#noise';
import { readCrowdSet, type CrowdSet } from './crowds/crowd-set.js';
import { meanAndDeviation } from './crowds/metrics.js';
import { replayOffline } from './crowds/offline.js';
import { replayService } from './crowds/replayed.js';
import { makeCrowd, syntheticCrowds } from './crowds/synthetic.js';
import { scoreCrowd, type CrowdScore } from './crowds/result.js';

const { values: args } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    offline: { type: 'boolean', default: false },
    sets: { type: 'string', default: 'labelme,music_genre,sentiment_polarity' },
    synthetic: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3' },
    verbose: { type: 'boolean', default: false },
    'final-only': { type: 'boolean', default: false },
    training: { type: 'string', default: '{}' },
  },
});
const COLUMNS: (keyof CrowdScore)[] = ['truth', 'aurocFinal', 'aurocArrival', 'spearman', 'test', 'seconds'];

function row(name: string, scores: CrowdScore[]): string {
  const cells = COLUMNS.map((column) => {
    const { mean, deviation } = meanAndDeviation(scores.map((score) => score[column]));
    if (Number.isNaN(mean)) return '-'.padStart(12);
    return column === 'seconds'
      ? mean.toFixed(1).padStart(12)
      : `${mean.toFixed(3)} ±${deviation.toFixed(3)}`.padStart(12);
  });
  return `${name.padEnd(22)} ${cells.join(' ')}`;
}

function batch(set: CrowdSet, judge: typeof majorityVote): CrowdScore {
  const startedMs = performance.now();
  const posteriors = judge(set.labels);
  return scoreCrowd(set, { posteriors, seconds: (performance.now() - startedMs) / 1000 });
}

/** The stream without the service, in this process: faster to vary. `--training`, `--final-only`, `--verbose` are for it. */
function offline(set: CrowdSet, seed: number) {
  return replayOffline(set, {
    seed,
    finalOnly: args['final-only'],
    training: JSON.parse(args.training),
    log: args.verbose ? (line) => console.log(line) : undefined,
  });
}

console.log(`${''.padEnd(22)} ${COLUMNS.map((c) => c.padStart(12)).join(' ')}`);
const names = args.synthetic ? syntheticCrowds.map(({ name }) => name) : args.sets.split(',');
const seeds = Array.from({ length: Number(args.seeds) }, (_, seed) => seed);
for (const name of names) {
  const kind = syntheticCrowds.find((crowd) => crowd.name === name);
  const setOf = (seed: number) => (kind ? makeCrowd(kind, seed) : readCrowdSet(join(args.data, name), name));
  console.log(name);
  const sets = kind ? seeds.map(setOf) : [setOf(0)];
  const batchRow = (title: string, judge: typeof majorityVote) =>
    console.log(
      row(
        title,
        sets.map((set) => batch(set, judge)),
      ),
    );
  batchRow('  majority vote', majorityVote);
  batchRow('  Dawid-Skene', (labels) => dawidSkene(labels));
  const scores: CrowdScore[] = [];
  for (const seed of seeds) {
    const set = sets[seed] ?? sets[0]!;
    const judgement = args.offline ? await offline(set, seed) : await replayService(set, seed);
    scores.push(scoreCrowd(set, judgement));
  }
  console.log(row(args.offline ? '  Qualm (offline)' : '  Qualm (replay)', scores));
}
