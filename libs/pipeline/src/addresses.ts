import type { KeptKind } from '#labels';
import { scopeOf } from '#runner';
import type { Log } from '#stream';

/** Where each kind of state lives in the ledger. */
export const groups = {
  /** JUDGE: one per example. */
  examples: (project: string) => `example/${project}`,
  /** JUDGE: pixels or text of an example, written once. */
  shown: (kind: KeptKind, project: string) => `shown-${kind}/${project}`,
  /** JUDGE, TRAINER: highest offset taken of what each other partition forwarded to this one. */
  forwarded: 'forwarded',
  /** JUDGE: numbers given out per project. */
  sequences: 'sequence',
  /** WATCH: one per project. */
  projects: 'project',
  /** WATCH: one per source. */
  sources: (project: string) => `source/${project}`,
  /** WATCH: one per example that a person should look at; how a project's reviews went. */
  reviews: (project: string) => `reviews/${project}`,
  reviewTallies: 'reviews',
  /** TRAINER: labels of a buffered example; its features, written once. */
  buffer: (project: string) => `buffer/${project}`,
  features: (project: string) => `features/${project}`,
  /** TRAINER: what it has seen of each project. */
  intake: 'intake',
};

/** The WATCH scope that owns a project: all of it lives in one partition of the changes log. */
export function watchScope(log: Log, project: string): string {
  return scopeOf('watch', log.partitionOf('changes', project));
}
