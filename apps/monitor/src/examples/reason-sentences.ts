import type { Evidence, Project, Reason } from '#labels';
import { presentLabel } from '#labels';
import { argmax } from '#noise';
import type { ExampleExplanation, LabelExplanation } from '#pipeline';

/** A reason in words, with the figures of this label. */
export function sentenceOf(
  reason: Reason,
  label: LabelExplanation,
  { evidence, gold }: ExampleExplanation,
  project: Project,
): string {
  const name = (k: number) => JSON.stringify(presentLabel(project, k));
  const given = name(label.given);
  switch (reason) {
    case 'gold':
      return `The true label is known (${gold!.origin}): ${name(gold!.label)}, not ${given}.`;
    case 'model':
      return `The model, which has not learned from this example, prefers ${preference(evidence!.model, label, name)}.`;
    case 'prototypes':
      return `It looks most like typical examples of ${preference(evidence!.prototype, label, name)}.`;
    case 'odd':
      return `To the model ${given} is as unlikely here as a label drawn at random.`;
    case 'labels':
      return `The other labels of this example alone speak for another class than ${given}.`;
    case 'source':
      return `Source ${JSON.stringify(label.sourceId)} is right about ${percent(label.sourceRecall)} of the examples of class ${given}: its label is weak evidence.`;
    case 'duplicate':
      return 'The source said the same before: no effect.';
    case 'uninformed':
      return 'Nothing is known but this label and how frequent the classes are.';
    default:
      return reason satisfies never;
  }
}

function preference(logs: Evidence['model'], { given }: LabelExplanation, name: (k: number) => string): string {
  const best = argmax(logs);
  const p = (k: number) => percent(Math.exp(logs[k] ?? -Infinity));
  return `${name(best)} (${p(best)}; ${name(given)} ${p(given)})`;
}

function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return 'below 0.1 %';
  return `${value.toFixed(value < 10 ? 1 : 0)} %`;
}
