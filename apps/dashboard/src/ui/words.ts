import type { Schemas } from '../api/queries.js';

export { alertWords, patternWords } from '#words';

export type Pattern = Schemas['Source']['patterns'][number];
export type AlarmKind = Schemas['OpenAlarm']['kind'];

export const kindNames: Record<AlarmKind, string> = {
  accuracy: 'Accuracy',
  confusion: 'Confusion',
  drift: 'Drift',
  copying: 'Copying',
  calibration: 'Calibration',
  pause: 'Pause',
};
