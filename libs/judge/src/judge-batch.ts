import type { Change, LabelingEvent, Verdict } from '#labels';
import type { ExampleState } from './example-state.js';
import type { JudgeContext } from './judge-context.js';
import { judgeEvent, type Judgement, type ScoredEvidence } from './judge-event.js';

/** One event of a batch with the state of its example and the place where it stood. */
export interface JudgeInput {
  event: LabelingEvent;
  /** Shared by all inputs of the same example. */
  state: ExampleState;
  context: JudgeContext;
  scored?: ScoredEvidence;
  /** Position of the event's record in its partition. */
  offset: number;
  /** The record's time, for an event that carries none. */
  timestampMs: number;
}

/** Newest numbers given out, per (partition, project). Contiguous. */
export interface Sequences {
  change: number;
  verdict: number;
}

export interface JudgeOutputs {
  verdicts: Verdict[];
  changes: Change[];
}

/**
 * JUDGE: applies the events of one partition in order. Pure but for the states and sequences that it is handed, which
 * it moves in place; the caller commits them with the outputs or drops them all.
 */
export function judgeBatch(
  partition: number,
  inputs: JudgeInput[],
  sequencesOf: (project: string) => Sequences,
): JudgeOutputs {
  const outputs: JudgeOutputs = { verdicts: [], changes: [] };
  for (const input of inputs) {
    const atMs = input.event.atMs ?? input.timestampMs;
    const judgement = judgeEvent(input.state, input.event, atMs, input.context, input.scored);
    const sequences = sequencesOf(input.event.project);
    publishVerdicts(outputs, partition, input, atMs, judgement, sequences);
    if (!judgement.change) continue;
    const { project, exampleId } = input.event;
    outputs.changes.push({
      project,
      exampleId,
      partition,
      seq: ++sequences.change,
      offset: input.offset,
      atMs,
      ...judgement.change,
    });
  }
  return outputs;
}

function publishVerdicts(
  outputs: JudgeOutputs,
  partition: number,
  { event, state }: JudgeInput,
  atMs: number,
  { verdicts }: Judgement,
  sequences: Sequences,
): void {
  for (const { label, verdict, reasons, cause } of verdicts) {
    outputs.verdicts.push({
      project: event.project,
      exampleId: event.exampleId,
      sourceId: label.sourceId,
      label: label.given,
      quality: verdict.units / 65536,
      suggestedLabel: verdict.suggested,
      suspect: verdict.suspect,
      reasons,
      modelVersion: state.modelVersion,
      cause,
      partition,
      seq: ++sequences.verdict,
      atMs,
    });
  }
}
