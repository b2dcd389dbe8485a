import { dawidSkene, majorityVote } from '#noise';
import type { CrowdSet } from '../crowd-set.js';
import type { CrowdJudgement } from '../result.js';
import { crowdlab } from './crowdlab.js';
import { glad } from './glad.js';
import { mace } from './mace.js';
import { outOfSampleProbabilities } from './out-of-sample.js';

/** What is run in batch today; undefined where a way of judging is not defined for a crowd. */
export interface Peer {
  name: string;
  judge(set: CrowdSet): Omit<CrowdJudgement, 'seconds'> | undefined;
}

export const peers: Peer[] = [
  { name: 'majority vote', judge: ({ labels }) => ({ posteriors: majorityVote(labels) }) },
  { name: 'Dawid-Skene', judge: ({ labels }) => ({ posteriors: dawidSkene(labels) }) },
  { name: 'GLAD', judge: ({ labels }) => ({ posteriors: glad(labels) }) },
  { name: 'MACE', judge: ({ labels }) => ({ posteriors: mace(labels) }) },
  {
    name: 'CROWDLAB',
    judge: (set) => {
      const probabilities = outOfSampleProbabilities(set);
      return probabilities && crowdlab(set.labels, probabilities);
    },
  },
];
