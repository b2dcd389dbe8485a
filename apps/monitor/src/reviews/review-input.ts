import {
  checkChoice,
  checkFieldNames,
  checkInteger,
  checkObject,
  checkText,
  InvalidInput,
  isAbsent,
  resolveLabel,
  type Project,
} from '#labels';
import { reviewLanes, type ReviewLane } from '#watch';

/** An item is given for so long, when nothing else is asked for. */
const DEFAULT_LEASE_SECONDS = 300;
const MAX_LEASE_SECONDS = 3_600;

export interface ClaimInput {
  reviewer: string;
  lane: ReviewLane | undefined;
  leaseMs: number;
}

export interface TokenInput {
  reviewer: string;
  token: string;
}

/** @throws InvalidInput */
export function claimInput(body: unknown): ClaimInput {
  const input = inputOf(body, ['reviewer', 'lane', 'leaseSeconds']);
  const { reviewer, lane, leaseSeconds } = input;
  const leaseMs = leaseInput(leaseSeconds) ?? DEFAULT_LEASE_SECONDS * 1_000;
  return { reviewer: checkText('reviewer', reviewer), lane: laneInput(lane), leaseMs };
}

function leaseInput(seconds: unknown): number | undefined {
  return isAbsent(seconds) ? undefined : checkInteger('leaseSeconds', seconds, 1, MAX_LEASE_SECONDS) * 1_000;
}

/** @throws InvalidInput */
export function laneInput(lane: unknown): ReviewLane | undefined {
  return isAbsent(lane) ? undefined : checkChoice('lane', lane, reviewLanes);
}

/** @throws InvalidInput */
export function tokenInput(body: unknown, more: string[] = []): TokenInput {
  const { reviewer, token } = inputOf(body, ['token', 'reviewer', ...more]);
  return { token: checkText('token', token), reviewer: checkText('reviewer', reviewer) };
}

/** With the class that was decided. @throws InvalidInput */
export function decideInput(body: unknown, project: Project): TokenInput & { label: number } {
  const input = tokenInput(body, ['label']);
  const { label } = checkObject('body', body);
  if (typeof label !== 'number' && typeof label !== 'string') {
    throw new InvalidInput(
      'label',
      label,
      isAbsent(label) ? 'is missing' : 'is neither a class index nor a class name',
    );
  }
  return { ...input, label: resolveLabel(project, label) };
}

/** With `leaseMs` the item is to be the reviewer's again. @throws InvalidInput */
export function undoInput(body: unknown): { reviewer: string; leaseMs: number | undefined } {
  const { reviewer, leaseSeconds } = inputOf(body, ['reviewer', 'leaseSeconds']);
  return { reviewer: checkText('reviewer', reviewer), leaseMs: leaseInput(leaseSeconds) };
}

function inputOf(body: unknown, fields: string[]): Record<string, unknown> {
  const input = checkObject('body', body);
  checkFieldNames(input, fields, 'this request');
  return input;
}
