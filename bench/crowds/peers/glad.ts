import { softmaxInPlace, type CrowdLabels } from '#noise';

/** Ability of each source and log of each example's ease, both with the prior N(1, 1). */
interface Parameters {
  /** `[S]` alpha; below 0: answers wrongly on purpose. */
  ability: Float64Array;
  /** `[N]` log beta, > 0 where easy. */
  logEase: Float64Array;
}

const MAX_ROUNDS = 200;
/** Largest change of a posterior below which EM has settled. */
const SETTLED = 1e-4;
const SWEEPS = 5;

/**
 * Whitehill, Ruvolo, Wu, Bergsma & Movellan (2009), "Whose vote should count more: optimal integration of labels from
 * labelers of unknown expertise": `P(given = true) = sigmoid(alpha_s · beta_n)` (Eq. 1), errors uniform over the other
 * classes, class prior uniform, Gaussian priors on alpha and log beta, EM. The M step climbs by Fisher scoring, all alphas
 * given the betas and the other way round, in place of conjugate gradients.
 *
 * @returns `[N][K]` posteriors; uniform without labels
 */
export function glad(crowd: CrowdLabels): Float64Array[] {
  const parameters: Parameters = {
    ability: new Float64Array(crowd.sourceCount).fill(1),
    logEase: new Float64Array(crowd.exampleCount).fill(1),
  };
  let t = believe(crowd, parameters);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      climb(crowd, t, parameters, 'ability');
      climb(crowd, t, parameters, 'logEase');
    }
    const next = believe(crowd, parameters);
    const change = largestChange(t, next);
    t = next;
    if (change < SETTLED) break;
  }
  return t;
}

/** E step (Eq. 3). */
function believe(crowd: CrowdLabels, { ability, logEase }: Parameters): Float64Array[] {
  const t = Array.from(logEase, () => new Float64Array(crowd.classCount));
  for (let l = 0; l < crowd.example.length; l++) {
    const n = crowd.example[l]!;
    const logOdds = ability[crowd.source[l]!]! * Math.exp(logEase[n]!);
    // log σ(x) - log((1 - σ(x)) / (K - 1)) = x + log(K - 1); what all classes share falls away
    t[n]![crowd.given[l]!]! += logOdds + Math.log(crowd.classCount - 1);
  }
  return t.map(softmaxInPlace);
}

/** One Fisher-scoring step (the gradients of the paper's Eq. 4 and 5 with the priors) on all of one kind of parameter. */
function climb(crowd: CrowdLabels, t: Float64Array[], parameters: Parameters, kind: keyof Parameters): void {
  const { ability, logEase } = parameters;
  const values = parameters[kind];
  const gradient = values.map((value) => 1 - value);
  const information = values.map(() => 1);
  for (let l = 0; l < crowd.example.length; l++) {
    const [n, s] = [crowd.example[l]!, crowd.source[l]!];
    const ease = Math.exp(logEase[n]!);
    const right = 1 / (1 + Math.exp(-ability[s]! * ease));
    const slope = kind === 'ability' ? ease : ability[s]! * ease;
    const at = kind === 'ability' ? s : n;
    gradient[at]! += (t[n]![crowd.given[l]!]! - right) * slope;
    information[at]! += right * (1 - right) * slope ** 2;
  }
  for (let p = 0; p < values.length; p++) {
    values[p]! += Math.max(-1, Math.min(1, gradient[p]! / information[p]!));
  }
}

function largestChange(before: Float64Array[], after: Float64Array[]): number {
  let largest = 0;
  before.forEach((row, n) => row.forEach((p, k) => (largest = Math.max(largest, Math.abs(p - after[n]![k]!)))));
  return largest;
}
