import { Scorer, readVersion } from '#model';
import { argmax, logEvidence } from '#noise';
import type { CrowdSet } from './crowd-set.js';

/**
 * Share of unseen examples whose class a model version finds without any label.
 *
 * @param version serialized
 * @param classPrior `[K]`, each > 0
 * @returns undefined without unseen examples, or when the version has no network
 */
export async function testAccuracy(
  { test, labels }: CrowdSet,
  version: Uint8Array,
  classPrior: ArrayLike<number>,
): Promise<number | undefined> {
  const { network, settings } = readVersion(version);
  if (!test || !network) return undefined;
  const K = labels.classCount;
  const scorer = await Scorer.open();
  await scorer.load('version', version);
  const scores = await scorer.score('version', test.features, new Int8Array(test.truth.length).fill(-1));
  scorer.close();
  let right = 0;
  for (let n = 0; n < test.truth.length; n++) {
    const row = (of: Float32Array) => of.subarray(n * K, (n + 1) * K);
    const evidence = { model: row(scores.model), prototype: row(scores.prototype) };
    if (argmax(logEvidence(evidence, classPrior, settings)) === test.truth[n]) right++;
  }
  return right / test.truth.length;
}
