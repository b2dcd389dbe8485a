import { presentLabel, presentProbability, type Mass, type Project } from '#labels';
import { keptOfMass, UNITS_PER_LABEL } from '#noise';
import type { Distribution } from './common.schemas.js';

/** Classes shown of a distribution. */
const SHOWN_CLASSES = 16;

/** A posterior: most probable first; of the classes that are kept of it. */
export function presentMass(mass: Mass, project: Project): Distribution {
  const { classes, units } = keptOfMass(mass);
  return sorted(classes.map((k, n) => ({ label: presentLabel(project, k), probability: units[n]! / UNITS_PER_LABEL })));
}

/** Natural logs of probabilities, `[K]`: the most probable classes, most probable first. */
export function presentLogProbabilities(logs: ArrayLike<number>, project: Project): Distribution {
  return sorted(Array.from(logs, (log, k) => ({ label: presentLabel(project, k), probability: Math.exp(log) })));
}

export function presentInterval([low, high]: [number, number]): [number, number] {
  return [presentProbability(low), presentProbability(high)];
}

function sorted(all: Distribution): Distribution {
  const first = all.toSorted((a, b) => b.probability - a.probability).slice(0, SHOWN_CLASSES);
  const rounded = first.map(({ label, probability }) => ({
    label,
    probability: Math.min(presentProbability(probability), 1),
  }));
  return rounded.filter(({ probability }) => probability > 0);
}
