import { argmax, majorityVote, type CrowdLabels } from '#noise';

/** A weight cannot fall below this, nor the baseline's error. */
const FLOOR = 1e-6;

/**
 * Goh, Tkachenko & Mueller (2022), "CROWDLAB: supervised learning to infer consensus labels and quality scores for data with
 * multiple annotators": a weighted mean of the model's probabilities and of one distribution per label (`P` on the given
 * class, the rest spread evenly), each weighted by how much better than the commonest class it agrees with the others
 * (Eq. 3 to 8). Two passes: the consensus of the first (majority vote, ties by the model) is replaced by its argmax.
 *
 * @param probabilities `[N][K]` out of sample
 * @returns `[N][K]` posteriors of the second pass and the consensus between the two, `[N]`, which its authors take as the
 * truth; undefined where no example has two labels: there is no agreement to measure
 */
export function crowdlab(
  crowd: CrowdLabels,
  probabilities: ArrayLike<number>[],
): { posteriors: Float64Array[]; consensus: number[] } | undefined {
  const labelsOf = new Int32Array(crowd.exampleCount);
  for (let l = 0; l < crowd.example.length; l++) labelsOf[crowd.example[l]!]!++;
  if (labelsOf.every((count) => count < 2)) return undefined;
  const sourceAgreement = agreementWithOthers(crowd, labelsOf);
  const votes = majorityVote(crowd);
  const voted = votes.map((row, n) => argmax(row.map((share, k) => share + probabilities[n]![k]! * FLOOR)));
  const consensus = pass(crowd, probabilities, labelsOf, voted, sourceAgreement).map(argmax);
  return { posteriors: pass(crowd, probabilities, labelsOf, consensus, sourceAgreement), consensus };
}

function pass(
  crowd: CrowdLabels,
  probabilities: ArrayLike<number>[],
  labelsOf: Int32Array,
  consensus: number[],
  sourceAgreement: Float64Array,
): Float64Array[] {
  const { classCount: K, example, source, given } = crowd;
  const shared = consensus.map((_, n) => n).filter((n) => labelsOf[n]! >= 2);
  const agreement = meanAgreement(crowd, labelsOf, consensus, shared.length);
  const baseline = Math.max(FLOOR, 1 - commonestShare(shared.map((n) => consensus[n]!)));
  const weight = (error: number) => Math.max(FLOOR, 1 - error / baseline);
  const missed = shared.filter((n) => argmax(probabilities[n]!) !== consensus[n]).length / shared.length;
  const modelWeight = weight(missed) * Math.sqrt(example.length / crowd.exampleCount);
  const sum = probabilities.map((row) => Float64Array.from(row, (p) => p * modelWeight));
  const total = new Float64Array(crowd.exampleCount).fill(modelWeight);
  const other = (1 - agreement) / (K - 1);
  for (let l = 0; l < example.length; l++) {
    const row = sum[example[l]!]!;
    const w = weight(1 - sourceAgreement[source[l]!]!);
    for (let k = 0; k < K; k++) row[k]! += w * (k === given[l] ? agreement : other);
    total[example[l]!]! += w;
  }
  return sum.map((row, n) => row.map((value) => value / total[n]!));
}

/** `P` (Eq. 3): mean over examples with two labels or more of the share of their labels that is the consensus. */
function meanAgreement(crowd: CrowdLabels, labelsOf: Int32Array, consensus: number[], shared: number): number {
  let sum = 0;
  for (let l = 0; l < crowd.example.length; l++) {
    const n = crowd.example[l]!;
    if (labelsOf[n]! >= 2 && crowd.given[l] === consensus[n]) sum += 1 / labelsOf[n]!;
  }
  return sum / shared;
}

/** `[S]` share of the other labels on a source's examples that equal its own; the mean of all where nobody shares one. */
function agreementWithOthers(crowd: CrowdLabels, labelsOf: Int32Array): Float64Array {
  const { classCount: K, example, source, given } = crowd;
  const votes = new Int32Array(crowd.exampleCount * K);
  for (let l = 0; l < given.length; l++) votes[example[l]! * K + given[l]!]!++;
  const equal = new Float64Array(crowd.sourceCount);
  const others = new Float64Array(crowd.sourceCount);
  for (let l = 0; l < given.length; l++) {
    equal[source[l]!]! += votes[example[l]! * K + given[l]!]! - 1;
    others[source[l]!]! += labelsOf[example[l]!]! - 1;
  }
  const known = Array.from(equal.keys()).filter((s) => others[s]! > 0);
  const mean = known.reduce((sum, s) => sum + equal[s]! / others[s]!, 0) / known.length;
  return equal.map((count, s) => (others[s]! > 0 ? count / others[s]! : mean));
}

function commonestShare(classes: number[]): number {
  const count = new Map<number, number>();
  for (const k of classes) count.set(k, (count.get(k) ?? 0) + 1);
  return Math.max(...count.values()) / classes.length;
}
