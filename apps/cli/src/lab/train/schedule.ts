/** Learning rate over a training, as a factor of the first. */
export type Schedule = (progress: number) => number;

/** Down to `to` of the first along half a cosine. (Loshchilov & Hutter 2017, without restarts.) */
export function cosine(to = 0): Schedule {
  return (progress) => to + ((1 - to) * (1 + Math.cos(Math.PI * progress))) / 2;
}

/** Multiplied by `factor` at each of these shares of the training, in (0, 1). */
export function steps(at: number[], factor = 0.1): Schedule {
  return (progress) => factor ** at.filter((share) => progress >= share).length;
}

export const constant: Schedule = () => 1;
