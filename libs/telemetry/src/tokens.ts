export const METRICS = Symbol('METRICS');
export const HEALTH_CHECKS = Symbol('HEALTH_CHECKS');

/** By name, what must be up for the process to be ready; a check rejects with its reason. */
export type HealthChecks = Record<string, () => Promise<void>>;
