import type { AlertJson } from '#labels';
import type { CrowdLabel } from '../crowd/crowd-stream.js';

/** What the service says of one example in the end. */
export interface JudgedExample {
  /** Class index: the most probable true label. */
  label: number;
  /** Sources whose label is suspect. */
  suspects: Set<string>;
}

/** How the labels and the alarms compare with the truth. Honeypots are left out: their truth was given away. */
export interface Measures {
  examples: number;
  honeypots: number;
  labels: number;
  /** Accuracies in [0, 1]: of the single labels, of the majority per example, of what Qualm says. */
  given: number;
  majority: number;
  corrected: number;
  wrongLabels: number;
  flagged: number;
  /** Of the flagged labels, how many are wrong; of the wrong ones, how many are flagged. NaN when there are none. */
  precision: number;
  recall: number;
}

export function measure(labels: CrowdLabel[], judged: Map<string, JudgedExample>): Measures {
  const examples = byExample(labels.filter((l) => !l.isGold));
  const rows = [...examples.values()];
  const counted = rows.flat();
  const isFlagged = (l: CrowdLabel) => judged.get(l.exampleId)?.suspects.has(l.sourceId) ?? false;
  const wrong = counted.filter((l) => l.given !== l.truth);
  const flagged = counted.filter(isFlagged);
  const found = wrong.filter(isFlagged).length;
  return {
    examples: rows.length,
    honeypots: byExample(labels).size - rows.length,
    labels: counted.length,
    given: 1 - wrong.length / counted.length,
    majority: mean(rows.map(majorityCredit)),
    corrected: mean(rows.map((own) => Number(judged.get(own[0]!.exampleId)?.label === own[0]!.truth))),
    wrongLabels: wrong.length,
    flagged: flagged.length,
    precision: found / flagged.length,
    recall: found / wrong.length,
  };
}

/** 1 when the most frequent label is the true one; of n that are tied for it, 1/n, as if drawn at random. */
function majorityCredit(own: CrowdLabel[]): number {
  const votes = new Map<number, number>();
  for (const { given } of own) votes.set(given, (votes.get(given) ?? 0) + 1);
  const most = Math.max(...votes.values());
  const tied = [...votes].filter(([, count]) => count === most);
  return tied.some(([given]) => given === own[0]!.truth) ? 1 / tied.length : 0;
}

function byExample(labels: CrowdLabel[]): Map<string, CrowdLabel[]> {
  const examples = new Map<string, CrowdLabel[]>();
  for (const label of labels) {
    const own = examples.get(label.exampleId);
    if (own) own.push(label);
    else examples.set(label.exampleId, [label]);
  }
  return examples;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The first alarm of each source, in the order in which they came. */
export function firstAlarms(alerts: AlertJson[]): Map<string, AlertJson> {
  const first = new Map<string, AlertJson>();
  for (const alert of alerts.toSorted((a, b) => a.seq - b.seq)) {
    if (alert.state === 'open' && !first.has(alert.sourceId)) first.set(alert.sourceId, alert);
  }
  return first;
}
