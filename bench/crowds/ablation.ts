import { defaultPosteriorSettings } from '#noise';
import type { TrainingSettings } from '#model';

interface Ablation {
  name: string;
  training: Partial<TrainingSettings>;
}

/** Pseudo-labels that outweigh every source's own. */
const ALL = 1e7;
/** Pseudo-labels that keep an empty row finite and say nothing else. */
const NEXT_TO_NOTHING = 0.1;

/** The running system, and the running system without one of its parts. */
export const ablations: Ablation[] = [
  { name: 'all parts', training: {} },
  { name: 'no cross-fitting', training: { crossFitting: false } },
  { name: 'no prototypes', training: { settings: { modelWeight: 1, prototypeWeight: 0 } } },
  { name: 'no ODD filter', training: { oddFilter: false } },
  { name: 'no noise layer', training: { noiseLayer: false } },
  { name: 'no fitted settings', training: { settings: defaultPosteriorSettings } },
  { name: 'no shrinkage', training: { settings: { rowShrinkage: NEXT_TO_NOTHING, skillShrinkage: NEXT_TO_NOTHING } } },
  { name: 'one Q for all sources', training: { settings: { rowShrinkage: ALL, skillShrinkage: ALL } } },
];
