import {
  checkChoice,
  checkExampleText,
  checkFieldNames,
  checkId,
  checkLabel,
  checkNumber,
  checkObject,
  checkProjectId,
  isAbsent,
  type JsonObject,
} from './checks.js';
import type { GoldEvent, GoldOrigin, LabelEvent, LabelingEvent, RetractEvent, ReviewEvent } from './event.js';
import { parseFeatures } from './features.js';
import { reviewOutcomes } from './review-outcome.js';
import { parseAt } from './time.js';

/** One event, or a label and then the gold that came with it. */
export type DecodedRecord = [LabelingEvent] | [LabelEvent, GoldEvent];

/** Stand in for what an event leaves out. */
export interface EventDefaults {
  project?: string;
}

export const goldOrigins: readonly GoldOrigin[] = ['honeypot', 'sampled', 'targeted'];

/** Rescore events are the trainer's and come as protobuf only. */
const jsonKinds = ['label', 'retract', 'gold', 'review'] as const;
const common = ['kind', 'project', 'exampleId', 'at'] as const;
const labelFields = [...common, 'sourceId', 'label', 'features', 'text', 'gold', 'durationMs'];
const retractFields = [...common, 'sourceId'];
const goldFields = [...common, 'label', 'origin', 'reviewer'];
const goldAloneFields = [...common, 'gold'];
const reviewFields = [...common, 'outcome', 'reviewer'];
/** Nobody labels one example for longer than 30 days. */
export const maxDurationMs = 30 * 24 * 3_600_000;

/**
 * The events of one parsed JSON object:
 * - `{"exampleId", "sourceId", "label", "features"?, "text"?, "durationMs"?, "gold"?}`: a label; with `gold` also its gold,
 *   origin honeypot
 * - `{"exampleId", "gold"}`: gold alone, origin honeypot
 * - `{"kind": "retract", "exampleId", "sourceId"}`
 * - `{"kind": "gold", "exampleId", "label", "origin"?, "reviewer"?}`; without `origin` it is taken as targeted, which
 *   claims nothing about how the example was chosen
 * - `{"kind": "review", "exampleId", "outcome": "unsure" | "undone", "reviewer"}`
 *
 * and on each of them `project`? (else the default) and `at`? (ISO 8601).
 * @throws InvalidInput, also on a field that the event does not have.
 */
export function parseEventJson(value: unknown, defaults: EventDefaults = {}): DecodedRecord {
  const input = checkObject('event', value);
  const kind = isAbsent(input['kind']) ? 'label' : checkChoice('kind', input['kind'], jsonKinds);
  if (kind === 'retract') return [parseRetract(input, defaults)];
  if (kind === 'gold') return [parseGold(input, defaults)];
  if (kind === 'review') return [parseReview(input, defaults)];
  const goldAlone = isAbsent(input['kind']) && !isAbsent(input['gold']) && isAbsent(input['label']);
  if (goldAlone && ['sourceId', 'features', 'text'].every((field) => isAbsent(input[field]))) {
    return [parseGoldAlone(input, defaults)];
  }
  return parseLabel(input, defaults);
}

function parseLabel(input: JsonObject, defaults: EventDefaults): DecodedRecord {
  checkFieldNames(input, labelFields, 'a label event');
  const base = parseBase(input, defaults);
  const label: LabelEvent = {
    kind: 'label',
    ...base,
    sourceId: checkId('sourceId', input['sourceId']),
    label: checkLabel('label', input['label']),
  };
  const features = parseFeatures('features', input['features']);
  if (features !== undefined) label.features = features;
  if (!isAbsent(input['text'])) label.text = checkExampleText('text', input['text']);
  if (!isAbsent(input['durationMs'])) {
    label.durationMs = checkNumber('durationMs', input['durationMs'], 0, maxDurationMs);
  }
  if (isAbsent(input['gold'])) return [label];
  return [label, { kind: 'gold', ...base, label: checkLabel('gold', input['gold']), origin: 'honeypot' }];
}

function parseRetract(input: JsonObject, defaults: EventDefaults): RetractEvent {
  checkFieldNames(input, retractFields, 'a retract event');
  return { kind: 'retract', ...parseBase(input, defaults), sourceId: checkId('sourceId', input['sourceId']) };
}

function parseGold(input: JsonObject, defaults: EventDefaults): GoldEvent {
  checkFieldNames(input, goldFields, 'a gold event');
  const gold: GoldEvent = {
    kind: 'gold',
    ...parseBase(input, defaults),
    label: checkLabel('label', input['label']),
    origin: isAbsent(input['origin']) ? 'targeted' : checkChoice('origin', input['origin'], goldOrigins),
  };
  if (!isAbsent(input['reviewer'])) gold.reviewer = checkId('reviewer', input['reviewer']);
  return gold;
}

function parseReview(input: JsonObject, defaults: EventDefaults): ReviewEvent {
  checkFieldNames(input, reviewFields, 'a review event');
  return {
    kind: 'review',
    ...parseBase(input, defaults),
    outcome: checkChoice('outcome', input['outcome'], reviewOutcomes.all),
    reviewer: checkId('reviewer', input['reviewer']),
  };
}

function parseGoldAlone(input: JsonObject, defaults: EventDefaults): GoldEvent {
  checkFieldNames(input, goldAloneFields, 'a line of gold alone');
  const label = checkLabel('gold', input['gold']);
  return { kind: 'gold', ...parseBase(input, defaults), label, origin: 'honeypot' };
}

function parseBase(input: JsonObject, defaults: EventDefaults): Pick<LabelingEvent, 'project' | 'exampleId' | 'atMs'> {
  const base: Pick<LabelingEvent, 'project' | 'exampleId' | 'atMs'> = {
    project: checkProjectId('project', input['project'] ?? defaults.project),
    exampleId: checkId('exampleId', input['exampleId']),
  };
  const atMs = parseAt('at', input['at']);
  if (atMs !== undefined) base.atMs = atMs;
  return base;
}
