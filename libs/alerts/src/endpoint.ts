import { randomUUID } from 'node:crypto';
import { checkFieldNames, checkObject, InvalidInput } from '#labels';
import { eventTypes, type EventType } from './events.js';
import { newSecret } from './signature.js';
import type { TargetGuard } from './target-guard.js';

export interface EndpointSecret {
  value: string;
  createdAtMs: number;
  /** Of a secret that was rotated out; absent: it is the newest. */
  expiresAtMs?: number;
}

export type DisabledReason = 'by hand' | 'gone' | 'failing';

/** Where a project's events are sent. */
export interface Endpoint {
  id: string;
  project: string;
  url: string;
  events: EventType[] | 'all';
  description: string;
  secrets: EndpointSecret[];
  disabled?: { reason: DisabledReason; atMs: number };
  /** Of the first failure since the last success. */
  failingSinceMs?: number;
  createdAtMs: number;
}

/** After a rotation both secrets sign for so long. */
export const ROTATION_OVERLAP_MS = 24 * 3_600_000;
/** A failing endpoint is given up after so long without one success. */
export const GIVE_UP_AFTER_MS = 5 * 24 * 3_600_000;
const MAX_DESCRIPTION_LENGTH = 256;

export function newEndpoint(project: string, input: unknown, guard: TargetGuard, nowMs: number): Endpoint {
  const fields = fieldsOf(input, ['url', 'events', 'description']);
  return {
    id: `ep_${randomUUID().replaceAll('-', '')}`,
    project,
    url: guard.check(fields['url']).href,
    events: checkEvents(fields['events'] ?? 'all'),
    description: checkDescription(fields['description'] ?? ''),
    secrets: [{ value: newSecret(), createdAtMs: nowMs }],
    createdAtMs: nowMs,
  };
}

/** Enabled again, it begins with a clean record. */
export function changedEndpoint(endpoint: Endpoint, input: unknown, guard: TargetGuard, nowMs: number): Endpoint {
  const fields = fieldsOf(input, ['url', 'events', 'description', 'enabled']);
  const changed = { ...endpoint };
  if (fields['url'] !== undefined) changed.url = guard.check(fields['url']).href;
  if (fields['events'] !== undefined) changed.events = checkEvents(fields['events']);
  if (fields['description'] !== undefined) changed.description = checkDescription(fields['description']);
  const { enabled } = fields;
  if (enabled === undefined) return changed;
  if (typeof enabled !== 'boolean') throw new InvalidInput('enabled', enabled, 'is not true or false');
  if (!enabled) return { ...changed, disabled: changed.disabled ?? { reason: 'by hand', atMs: nowMs } };
  const { disabled: _, failingSinceMs: __, ...working } = changed;
  return working;
}

/** A new secret beside the newest so far; an older one goes at once, so that never more than two live. */
export function rotatedEndpoint(endpoint: Endpoint, nowMs: number): Endpoint {
  const last = { ...endpoint.secrets[0]!, expiresAtMs: nowMs + ROTATION_OVERLAP_MS };
  return { ...endpoint, secrets: [{ value: newSecret(), createdAtMs: nowMs }, last] };
}

/** Newest first. */
export function liveSecrets({ secrets }: Endpoint, nowMs: number): EndpointSecret[] {
  return secrets.filter(({ expiresAtMs }) => expiresAtMs === undefined || expiresAtMs > nowMs);
}

export function isSubscribed({ events, disabled }: Endpoint, type: EventType): boolean {
  return disabled === undefined && (events === 'all' || events.includes(type));
}

/** After an attempt. @returns the same object when nothing changed */
export function healthAfter(endpoint: Endpoint, outcome: 'success' | 'failure' | 'gone', nowMs: number): Endpoint {
  if (endpoint.disabled) return endpoint;
  if (outcome === 'gone') return { ...endpoint, disabled: { reason: 'gone', atMs: nowMs } };
  const { failingSinceMs, ...working } = endpoint;
  if (outcome === 'success') return failingSinceMs === undefined ? endpoint : working;
  if (failingSinceMs === undefined) return { ...endpoint, failingSinceMs: nowMs };
  if (nowMs - failingSinceMs < GIVE_UP_AFTER_MS) return endpoint;
  return { ...endpoint, disabled: { reason: 'failing', atMs: nowMs } };
}

function fieldsOf(input: unknown, names: string[]): Record<string, unknown> {
  const fields = checkObject('body', input);
  checkFieldNames(fields, names, 'a webhook');
  return fields;
}

function checkEvents(value: unknown): EventType[] | 'all' {
  if (value === 'all') return value;
  if (!Array.isArray(value) || value.length === 0) {
    throw new InvalidInput('events', value, 'is neither "all" nor a list of event types');
  }
  for (const type of value as unknown[]) {
    if (!eventTypes.includes(type as EventType)) {
      throw new InvalidInput('events', type, `is not one of ${eventTypes.join(', ')}`);
    }
  }
  return [...new Set(value as EventType[])];
}

function checkDescription(value: unknown): string {
  if (typeof value !== 'string') throw new InvalidInput('description', value, 'is not a string');
  if (value.length <= MAX_DESCRIPTION_LENGTH) return value;
  throw new InvalidInput('description', value, `is longer than ${MAX_DESCRIPTION_LENGTH} characters`);
}
