import {
  checkChoice,
  checkFieldNames,
  checkInteger,
  checkLabel,
  checkObject,
  checkText,
  isAbsent,
  resolveLabel,
  type Project,
} from '#labels';
import { reviewLanes, type ReviewLane } from '#watch';
import type { ListQuery } from '../api/query.js';
import { exampleFilterOf } from '../examples/example-filter.js';
import { filterInBody, reviewFilters, wantedReviews, type WantedReviews } from './review-filter.js';

/** An item is given for so long, when nothing else is asked for. */
const DEFAULT_LEASE_MS = 300_000;
const MAX_LEASE_SECONDS = 3_600;

export interface ClaimInput {
  reviewer: string;
  wanted: WantedReviews;
  leaseMs: number;
}

export interface TokenInput {
  reviewer: string;
  token: string;
}

/** @throws InvalidInput */
export function claimInput(body: unknown, project: Project): ClaimInput {
  const input = inputOf(body, ['reviewer', 'lane', 'leaseSeconds', ...reviewFilters]);
  const { reviewer, lane, leaseSeconds } = input;
  return {
    reviewer: checkText('reviewer', reviewer),
    wanted: wantedReviews(laneInput(lane), filterInBody(input, project)),
    leaseMs: leaseInput(leaseSeconds) ?? DEFAULT_LEASE_MS,
  };
}

/** What a list is asked for. @throws InvalidInput */
export function listInput(query: ListQuery, project: Project): WantedReviews {
  return wantedReviews(laneInput(query.text('lane')), exampleFilterOf(query, project));
}

function leaseInput(seconds: unknown): number | undefined {
  return isAbsent(seconds) ? undefined : checkInteger('leaseSeconds', seconds, 1, MAX_LEASE_SECONDS) * 1_000;
}

function laneInput(lane: unknown): ReviewLane | undefined {
  return isAbsent(lane) ? undefined : checkChoice('lane', lane, reviewLanes);
}

/** @throws InvalidInput */
export function tokenInput(body: unknown, more: string[] = []): TokenInput {
  const { reviewer, token } = inputOf(body, ['token', 'reviewer', ...more]);
  return { token: checkText('token', token), reviewer: checkText('reviewer', reviewer) };
}

/** With how long the claim is to last from now on. @throws InvalidInput */
export function renewInput(body: unknown): TokenInput & { leaseMs: number } {
  const input = tokenInput(body, ['leaseSeconds']);
  const { leaseSeconds } = checkObject('body', body);
  return { ...input, leaseMs: leaseInput(leaseSeconds) ?? DEFAULT_LEASE_MS };
}

/** With the class that was decided. @throws InvalidInput */
export function decideInput(body: unknown, project: Project): TokenInput & { label: number } {
  const input = tokenInput(body, ['label']);
  const { label } = checkObject('body', body);
  return { ...input, label: resolveLabel(project, checkLabel('label', label)) };
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
