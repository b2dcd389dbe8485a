import type { Mass } from '#labels';
import { argmax, logEvidence, logOf, logVotes, NO_VOTE, pointMass, posteriorOfLogs, tempered, toMass } from '#noise';
import { isNew, type CurrentLabel, type ExampleState } from './example-state.js';
import type { JudgeContext } from './judge-context.js';

/** The posterior of one example and what it was made from, before and after an event. */
export interface Belief {
  /** Absent when the example has neither labels, evidence nor gold: nothing is known. */
  mass: Mass;
  /** The same as users hear of it, see `tempered`; the same object where nothing is tempered. */
  told: Mass;
  /** One `[K]` column per current label. */
  columns: Float64Array[];
  logColumns: Float64Array[];
  /** `[K]` log p(i | x), or the log class frequencies of an example without evidence. */
  logPrior: Float64Array;
  /** Class of each current label (or NO_VOTE) where there is no evidence: votes speak then, see `logVotes`. */
  votes?: number[];
}

type Parts = Pick<Belief, 'logColumns' | 'logPrior' | 'votes'>;

/**
 * `t[i] ∝ p(i | x) · Π_s Q_s[i][given_s]^beta(n)`, with the votes as one more witness where there is no evidence; gold
 * replaces it by certainty. Every counted label's column is read
 * with the example's own counted mass taken out; a label that is new with this event is not counted yet.
 */
export function beliefOf(state: ExampleState, context: JudgeContext): Belief {
  const { noise, posterior: settings } = context;
  const logPrior = logEvidence(state.evidence, noise.classPrior, settings);
  const columns = state.labels.map((l) => noise.column(l.sourceId, l.given, l.atMs, isNew(l) ? undefined : state.mass));
  const votes = state.evidence ? {} : { votes: state.labels.map((l) => (noise.votes(l.sourceId) ? l.given : NO_VOTE)) };
  const belief = { columns, logColumns: columns.map(logOf), logPrior, ...votes };
  if (state.gold) {
    const certain = pointMass(state.gold.label);
    return { ...belief, mass: certain, told: certain };
  }
  const posterior = posteriorOf(belief, context);
  const mass = toMass(posterior);
  const told = toldOf(posterior, belief, context);
  return { ...belief, mass, told: told === posterior ? mass : toMass(told) };
}

/** Tempered where a label speaks. */
function toldOf(posterior: Float64Array, { logColumns }: Parts, context: JudgeContext): Float64Array {
  return logColumns.length === 0 ? posterior : tempered(posterior, context.posterior.temperature);
}

function posteriorOf({ logPrior, logColumns, votes }: Parts, context: JudgeContext): Float64Array {
  const { posterior: settings } = context;
  const witnessed = votes ? logVotes(votes, logPrior.length, settings).map((vote, i) => vote + logPrior[i]!) : logPrior;
  return posteriorOfLogs(witnessed, logColumns, settings.correlation);
}

/** The belief without one label, as it is told; gold is not looked at. */
export function beliefWithout(index: number, belief: Belief, context: JudgeContext): Mass {
  const rest = without(index, belief);
  return toMass(toldOf(posteriorOf(rest, context), rest, context));
}

function without(index: number, { logPrior, logColumns, votes }: Belief): Parts {
  const others = (_: unknown, n: number) => n !== index;
  return { logPrior, logColumns: logColumns.filter(others), ...(votes && { votes: votes.filter(others) }) };
}

/** What the other sources' labels alone would say (class frequencies for prior); undefined when there are none. */
export function preferredByOthers(index: number, belief: Belief, context: JudgeContext): number | undefined {
  if (belief.columns.length < 2) return undefined;
  const logPrior = logEvidence(undefined, context.noise.classPrior, context.posterior);
  return argmax(posteriorOf({ ...without(index, belief), logPrior }, context));
}

/** P(given = true | true) of the label's source for the class that it gave. */
export function sourceRecall(label: CurrentLabel, index: number, belief: Belief): number {
  return belief.columns[index]![label.given]!;
}
