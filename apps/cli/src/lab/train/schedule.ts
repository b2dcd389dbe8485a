/** Learning rate over a training, as a factor of the first; plain data, so that it goes into the JSON. */
export type Schedule =
  | { kind: 'constant' }
  /** Down to `to` of the first along half a cosine (Loshchilov & Hutter 2017, without restarts). */
  | { kind: 'cosine'; to: number }
  /** Multiplied by `factor` at each of these shares of the training, in (0, 1). */
  | { kind: 'steps'; at: number[]; factor: number };

export const constant: Schedule = { kind: 'constant' };

export function cosine(to = 0): Schedule {
  return { kind: 'cosine', to };
}

export function steps(at: number[], factor = 0.1): Schedule {
  return { kind: 'steps', at, factor };
}

/** @param progress share of the training that is over, in [0, 1] @returns what the first rate is multiplied by */
export function rateFactor(schedule: Schedule, progress: number): number {
  switch (schedule.kind) {
    case 'constant':
      return 1;
    case 'cosine':
      return schedule.to + ((1 - schedule.to) * (1 + Math.cos(Math.PI * progress))) / 2;
    case 'steps':
      return schedule.factor ** schedule.at.filter((share) => progress >= share).length;
  }
}
