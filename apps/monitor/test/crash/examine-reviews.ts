import { expect } from 'vitest';
import type { ExampleState } from '#judge';
import { readReviews } from '#pipeline';
import type { SourceState } from '#watch';
import type { Remains } from './examine.js';
import type { Expected } from './oracle.js';

/**
 * What entered the tests on gold is what the events allow: of an example that was not drawn for review each label that met
 * testable gold, once; of one that was drawn at most that, in the order of its source. And the queue accounts for all that was drawn.
 *
 * @returns labels that entered
 */
export async function examineReviews(
  { ledger, log, project }: Remains,
  states: Map<string, ExampleState>,
  sources: Map<string, SourceState>,
  { metGold }: Pick<Expected, 'metGold'>,
): Promise<number> {
  const { waiting, tally } = await readReviews({ ledger, log }, project.id);
  const { drawn, answered, unsure, expired, withdrawn } = tally.sampled;
  const inLane = waiting.filter((item) => item.lane === 'sampled').length;
  expect(answered + unsure + expired + withdrawn + inLane).toBe(drawn);
  let entered = 0;
  for (const [sourceId, source] of sources) {
    const met = [...(metGold.get(sourceId) ?? [])];
    const notDrawn = met.filter((exampleId) => !states.get(exampleId)?.sampledWith);
    const answeredInQueue = expectInOrder(sourceId, source, states);
    expect(source.goldLabels, sourceId).toBeGreaterThanOrEqual(notDrawn.length);
    expect(source.goldLabels + answeredInQueue, sourceId).toBeLessThanOrEqual(met.length);
    expect(source.goldRight, sourceId).toBeLessThanOrEqual(source.goldLabels);
    entered += source.goldLabels;
  }
  return entered;
}

/** An answer waits while an earlier label of its source has none. @returns answers that wait */
function expectInOrder(sourceId: string, { waiting }: SourceState, states: Map<string, ExampleState>): number {
  expect(waiting[0]?.truth, `the first that waits of ${sourceId}`).toBeUndefined();
  for (const [n, { exampleId, given, rank }] of waiting.entries()) {
    const { sampledWith, labels } = states.get(exampleId)!;
    expect(sampledWith, exampleId).toBeGreaterThan(0);
    expect(labels.find((label) => label.sourceId === sourceId)?.given, `${sourceId} of ${exampleId}`).toBe(given);
    if (n > 0) expect(rank, sourceId).toBeGreaterThan(waiting[n - 1]!.rank);
  }
  return waiting.filter(({ truth }) => truth !== undefined).length;
}
