export interface ScheduleSettings {
  /** Labels before the first fine-tune. */
  warmUpLabels: number;
  /** The next fine-tune comes when there are this many times as many labels. > 1 */
  growth: number;
}

export const defaultSchedule: ScheduleSettings = { warmUpLabels: 200, growth: 1.5 };

/**
 * Label count at which to train next. The counts grow geometrically, so that all fine-tunes together cost a constant times
 * the last one, which the buffer and the budget bound.
 *
 * @param labelsSeen labels of the project so far
 * @returns the least count of the schedule that is above `labelsSeen`
 */
export function trainingSchedule(labelsSeen: number, settings: ScheduleSettings = defaultSchedule): number {
  let next = settings.warmUpLabels;
  while (next <= labelsSeen) next = Math.max(next + 1, Math.round(next * settings.growth));
  return next;
}
