import { beliefOf, decodeExampleState, reasonsOf, sourceRecall, type ExampleState, type JudgeContext } from '#judge';
import { exampleKey, type Evidence, type GoldLabel, type Mass, type Reason } from '#labels';
import { mostProbable, probabilityIn } from '#noise';
import { scopeOf } from '#runner';
import type { Ledger } from '#ledger';
import type { Log } from '#stream';
import { groups } from '../addresses.js';
import type { NoiseView } from '../noise-view.js';
import type { ProjectInUse } from '../projects-in-use.js';

export interface LabelExplanation {
  sourceId: string;
  /** Class index. */
  given: number;
  atMs: number;
  quality: number;
  suggested: number;
  suspect: boolean;
  reasons: Reason[];
  /** P(given = true | true) of the source for the class that it gave, without this very label. */
  sourceRecall: number;
  settled: boolean;
}

/** All that is known of one example, and what is made of each of its labels. */
export interface ExampleExplanation {
  exampleId: string;
  posterior: Mass;
  /** Most probable class. */
  suggested: number;
  gold?: GoldLabel;
  evidence?: Evidence;
  /** Version that made the evidence; 0: none. */
  modelVersion: number;
  /** Newest rescoring pass taken; 0: none. */
  pass: number;
  labels: LabelExplanation[];
}

export interface ExampleReader {
  ledger: Ledger;
  log: Log;
  noise: NoiseView;
}

/** Where JUDGE keeps an example. */
export function exampleAddress(log: Log, project: string, exampleId: string) {
  const scope = scopeOf('judge', log.partitionOf('events', exampleKey({ project, exampleId })));
  return { scope, group: groups.examples(project), id: exampleId };
}

/** Explains one example with the noise matrices that JUDGE reads now; undefined when nothing is known of it. */
export async function explainExample(
  reader: ExampleReader,
  inUse: ProjectInUse,
  exampleId: string,
): Promise<ExampleExplanation | undefined> {
  const { project, posterior, oddThreshold } = inUse;
  const { scope, ...address } = exampleAddress(reader.log, project.id, exampleId);
  const [bytes] = await reader.ledger.load(scope, [address]);
  if (!bytes) return undefined;
  const state = decodeExampleState(bytes);
  const sourceIds = state.labels.map((label) => label.sourceId);
  const noise = await reader.noise.prepare(project.id, project.classes.length, posterior, sourceIds);
  return explain(exampleId, state, { project, noise, posterior, ...(oddThreshold !== undefined && { oddThreshold }) });
}

function explain(exampleId: string, state: ExampleState, context: JudgeContext): ExampleExplanation {
  const belief = beliefOf(state, context);
  // What is counted and was published; without labels nothing is, and the belief of now is all there is.
  const posterior = state.told ?? state.mass ?? belief.told;
  const suggested = mostProbable(posterior).label;
  const labels = state.labels.map((label, index) => {
    const { sourceId, given, atMs, settled } = label;
    const quality = probabilityIn(posterior, given, context.project.classes.length);
    const suspect = suggested !== given && quality < context.project.settings.suspectBelow;
    const reasons = reasonsOf(index, state, belief, context);
    const recall = sourceRecall(label, index, belief);
    return { sourceId, given, atMs, quality, suggested, suspect, reasons, sourceRecall: recall, settled };
  });
  const { gold, evidence, modelVersion, pass } = state;
  return {
    exampleId,
    posterior,
    suggested,
    ...(gold && { gold }),
    ...(evidence && { evidence }),
    modelVersion,
    pass,
    labels,
  };
}
