import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgressAnswer, QualmClient } from '../client/qualm-client.js';

const POLL_MS = 250;
const TIMEOUT_MS = 180_000;
/** Quiet for so many looks in a row: between two stages nothing may be in any queue for a moment. */
const QUIET_LOOKS = 3;

/** Resolves when every stage has taken what was sent. */
export async function drained(client: QualmClient, project: string, signal?: AbortSignal): Promise<ProgressAnswer> {
  return until(client, project, (p) => lagOf(p) === 0, signal);
}

/**
 * Resolves when the service has taken all `labels`, and no fine-tune runs or is due any more: its rescoring is through.
 *
 * @param says told what is being waited for
 */
export async function settled(
  client: QualmClient,
  project: string,
  labels: number,
  says: (what: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const isQuiet = (progress: ProgressAnswer) => {
    says(doing(progress, labels));
    return progress.labels >= labels && lagOf(progress) === 0 && !progress.training;
  };
  await until(client, project, isQuiet, signal);
}

function doing(progress: ProgressAnswer, labels: number): string {
  if (progress.labels < labels || progress.lag.judge > 0) return 'all sent; the last are being judged';
  if (progress.training) return 'all judged; the last fine-tune is running';
  return 'the last rescoring is being counted';
}

async function until(
  client: QualmClient,
  project: string,
  isQuiet: (progress: ProgressAnswer) => boolean,
  signal?: AbortSignal,
): Promise<ProgressAnswer> {
  const deadlineMs = performance.now() + TIMEOUT_MS;
  for (let quiet = 0; ;) {
    const progress = await client.progress(project);
    quiet = isQuiet(progress) ? quiet + 1 : 0;
    if (quiet >= QUIET_LOOKS) return progress;
    if (performance.now() > deadlineMs)
      throw new Error(`not finished within ${TIMEOUT_MS / 1_000} s: ${stateOf(progress)}`);
    await sleep(POLL_MS, undefined, signal && { signal });
  }
}

function lagOf({ lag }: ProgressAnswer): number {
  return lag.judge + lag.watch + lag.train;
}

function stateOf({ labels, lag, training }: ProgressAnswer): string {
  const behind = Object.entries(lag).map(([stage, records]) => `${stage} is ${records} records behind`);
  return [`${labels} labels judged`, ...behind, ...(training ? ['a fine-tune is running'] : [])].join(', ');
}
