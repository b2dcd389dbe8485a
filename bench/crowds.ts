import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ablations } from './crowds/ablation.js';
import { readCrowdSet, type CrowdSet } from './crowds/crowd-set.js';
import { replayOffline } from './crowds/offline.js';
import { peers } from './crowds/peers/peers.js';
import { reliabilityPlot, type ReliabilityPanel } from './crowds/reliability-plot.js';
import { replayService } from './crowds/replayed.js';
import { scoreCrowd, type CrowdJudgement, type ScoredCrowd } from './crowds/result.js';
import { syntheticCrowds } from './crowds/synthetic-crowds.js';
import { makeCrowd, type SyntheticCrowd } from './crowds/synthetic.js';
import { header, row, shortfall, type Judged } from './crowds/table.js';

const { values: args } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    /** Names of folders, or `all`: every folder with labels. */
    sets: { type: 'string', default: '' },
    /** Made-up crowds, all or those named by `--sets`, in place of a folder. */
    synthetic: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3' },
    /** The stream without the service, in this process: faster to vary. The next three are for it. */
    offline: { type: 'boolean', default: false },
    'final-only': { type: 'boolean', default: false },
    training: { type: 'string', default: '{}' },
    verbose: { type: 'boolean', default: false },
    /** What each part is worth: one row per part left out. Offline, final figures only. */
    ablation: { type: 'boolean', default: false },
    reliability: { type: 'string' },
  },
});
const SHARED = ['labelme', 'music_genre', 'sentiment_polarity'];
const seeds = Array.from({ length: Number(args.seeds) }, (_, seed) => seed);

interface NamedCrowd {
  name: string;
  /** One for all seeds, or one per seed. */
  sets: CrowdSet[];
}

function* crowds(): Generator<NamedCrowd> {
  const names = args.sets ? args.sets.split(',') : [];
  if (args.synthetic) {
    for (const kind of madeUp(names)) yield { name: kind.name, sets: seeds.map((seed) => makeCrowd(kind, seed)) };
    return;
  }
  for (const name of args.sets === 'all' ? folders() : names.length > 0 ? names : SHARED)
    yield { name, sets: [readCrowdSet(join(args.data, name), name)] };
}

/** Those of the given names; all of them without names. */
function madeUp(names: string[]): SyntheticCrowd[] {
  if (names.length === 0 || names[0] === 'all') return syntheticCrowds;
  return names.map((name) => {
    const kind = syntheticCrowds.find((crowd) => crowd.name === name);
    if (!kind) throw new Error(`--sets: ${name} is not a made-up crowd`);
    return kind;
  });
}

function folders(): string[] {
  return readdirSync(args.data)
    .filter((name) => existsSync(join(args.data, name, 'labels.csv')))
    .sort();
}

function judgeByPeers(sets: CrowdSet[]): Judged[] {
  return peers.flatMap(({ name, judge }) => {
    const scored = sets.flatMap((set): ScoredCrowd[] => {
      const startedMs = performance.now();
      const judgement = judge(set);
      return judgement ? [scoreCrowd(set, { ...judgement, seconds: (performance.now() - startedMs) / 1000 })] : [];
    });
    return scored.length > 0 ? [{ name, scored }] : [];
  });
}

type Judge = (set: CrowdSet, seed: number) => Promise<CrowdJudgement>;

async function judgeBySeed(name: string, sets: CrowdSet[], judge: Judge): Promise<Judged> {
  const scored: ScoredCrowd[] = [];
  for (const seed of seeds) {
    const set = sets[seed] ?? sets[0]!;
    scored.push(scoreCrowd(set, await judge(set, seed)));
  }
  return { name, scored };
}

const log = args.verbose ? (line: string) => console.log(line) : undefined;
const offline =
  (training: object, finalOnly: boolean): Judge =>
  (set, seed) =>
    replayOffline(set, { seed, finalOnly, log, training: { ...JSON.parse(args.training), ...training } });

async function compare({ name, sets }: NamedCrowd): Promise<ReliabilityPanel> {
  const theirs = judgeByPeers(sets);
  for (const peer of theirs) console.log(row(peer.name, peer.scored));
  const ours = args.offline
    ? await judgeBySeed('Qualm (offline)', sets, offline({}, args['final-only']))
    : await judgeBySeed('Qualm (replay)', sets, replayService);
  console.log(row(ours.name, ours.scored));
  const said = shortfall(ours, theirs);
  if (said) console.log(said);
  return {
    title: name,
    quality: ours.scored.flatMap(({ quality }) => Array.from(quality)),
    isRight: ours.scored.flatMap(({ isRight }) => Array.from(isRight)),
  };
}

async function leaveOut({ sets }: NamedCrowd): Promise<void> {
  for (const { name, training } of ablations) {
    const judged = await judgeBySeed(name, sets, offline(training, true));
    console.log(row(judged.name, judged.scored));
  }
}

console.log(header());
const panels: ReliabilityPanel[] = [];
for (const crowd of crowds()) {
  const { exampleCount, sourceCount, classCount, given } = crowd.sets[0]!.labels;
  console.log(
    `${crowd.name}: ${exampleCount} examples, ${given.length} labels, ${sourceCount} sources, ${classCount} classes`,
  );
  if (args.ablation) await leaveOut(crowd);
  else panels.push(await compare(crowd));
}
if (args.reliability && panels.length > 0) writeFileSync(args.reliability, reliabilityPlot(panels));
