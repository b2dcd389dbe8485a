import type { Alert, SourceAction } from '#labels';
import type { SourceState } from './source-state.js';

/**
 * A person's decision about a source. It is kept and told; what the source goes on to label is judged and tested as before. No effect
 * the second time, nor when who is to be resumed is not paused.
 */
export function actOnSource(
  source: SourceState,
  { action, by, note, atMs }: SourceAction,
): Pick<Alert, 'state' | 'by' | 'note'> | undefined {
  const isPaused = source.paused !== undefined;
  if (isPaused === (action === 'pause')) return undefined;
  const said = { by, ...(note !== undefined && { note }) };
  if (action === 'pause') source.paused = { atMs, ...said };
  else delete source.paused;
  return { state: action === 'pause' ? 'open' : 'resolved', ...said };
}
