import type { Mass } from '#labels';
import { argmax, beliefsWithout, logEvidence, pointMass, posterior, toMass } from '#noise';
import { isNew, type CurrentLabel, type ExampleState } from './example-state.js';
import type { JudgeContext } from './judge-context.js';

/** The posterior of one example and what it was made from, before and after an event. */
export interface Belief {
  /** Absent when the example has neither labels, evidence nor gold: nothing is known. */
  mass: Mass;
  /** One `[K]` column per current label. */
  columns: Float64Array[];
  /** `[K]` log p(i | x). */
  logPrior: Float64Array;
}

/**
 * `t[i] ∝ p(i | x) · Π_s Q_s[i][given_s]^beta(n)`; gold replaces it by certainty. Every counted label's column is read
 * with the example's own counted mass taken out; a label that is new with this event is not counted yet.
 */
export function beliefOf(state: ExampleState, context: JudgeContext): Belief {
  const { noise, posterior: settings } = context;
  const logPrior = logEvidence(state.evidence, noise.classPrior, settings);
  const columns = state.labels.map((l) => noise.column(l.sourceId, l.given, l.atMs, isNew(l) ? undefined : state.mass));
  const mass = state.gold ? pointMass(state.gold.label) : toMass(posterior(logPrior, columns, settings.correlation));
  return { mass, columns, logPrior };
}

/** The belief without one label; gold is not looked at. */
export function beliefWithout(index: number, belief: Belief, context: JudgeContext): Float64Array {
  return beliefsWithout(belief.logPrior, belief.columns, context.posterior.correlation, [index])[0]!;
}

/** What the other sources' labels alone would say (class frequencies for prior); undefined when there are none. */
export function preferredByOthers(index: number, belief: Belief, context: JudgeContext): number | undefined {
  const others = belief.columns.filter((_, n) => n !== index);
  if (others.length === 0) return undefined;
  const prior = logEvidence(undefined, context.noise.classPrior, context.posterior);
  return argmax(posterior(prior, others, context.posterior.correlation));
}

/** P(given = true | true) of the label's source for the class that it gave. */
export function sourceRecall(label: CurrentLabel, index: number, belief: Belief): number {
  return belief.columns[index]![label.given]!;
}
