import { keepToShow, type JudgeInput } from '#judge';
import type { StateWrite } from '#ledger';
import { groups } from './addresses.js';

/** What a batch's events bring that people will be shown, in the order of the events; marks their examples' states. */
export function shownWrites(inputs: JudgeInput[]): StateWrite[] {
  return inputs.flatMap(({ event, state, context }) => {
    const shown = keepToShow(state, event, context.project);
    return shown ? [{ group: groups.shown(shown.kind, event.project), id: event.exampleId, value: shown.bytes }] : [];
  });
}
