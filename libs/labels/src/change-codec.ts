import { create, toBinary } from '@bufbuild/protobuf';
import {
  ChangeSchema,
  LabelEffect,
  type ChangedLabel as ChangedLabelMessage,
  type Forecast as ForecastMessage,
  type Mass as MassMessage,
} from './gen/qualm/v1/change_pb.js';
import { ReviewOutcome } from './gen/qualm/v1/event_pb.js';
import { InvalidInput } from './invalid-input.js';
import { reviewOutcomes } from './review-outcome.js';
import type { Change, ChangedLabel, Forecast, Mass } from './verdict.js';
import { EnumWords, parseProtobuf, safeNumber } from './wire.js';

/** Units of mass of one label: what the units of a `Mass` sum to. */
const massOfOne = 65_536;

const effects = new EnumWords<ChangedLabel['effect'], LabelEffect>('labels.effect', {
  added: LabelEffect.ADDED,
  kept: LabelEffect.KEPT,
  removed: LabelEffect.REMOVED,
});

/** Protobuf, always: changes are internal. */
export function encodeChange(change: Change): Uint8Array {
  const message = create(ChangeSchema, {
    project: change.project,
    exampleId: change.exampleId,
    partition: change.partition,
    seq: BigInt(change.seq),
    offset: BigInt(change.offset),
    atMs: BigInt(change.atMs),
    before: change.before,
    after: change.after,
    labels: change.labels.map(labelInit),
    gold: change.gold,
    sampledWith: change.sampledWith,
    forecast: change.forecast,
    review: change.review && reviewOutcomes.toNumber(change.review),
  });
  return toBinary(ChangeSchema, message);
}

/** @throws InvalidInput when the bytes are not a change, or a mass does not sum to 65536. */
export function decodeChange(value: Uint8Array): Change {
  const message = parseProtobuf(ChangeSchema, value);
  const change: Change = {
    project: message.project,
    exampleId: message.exampleId,
    partition: message.partition,
    seq: safeNumber('seq', message.seq),
    offset: safeNumber('offset', message.offset),
    atMs: safeNumber('at_ms', message.atMs),
    labels: message.labels.map(labelOf),
  };
  if (message.before !== undefined) change.before = massOf('before', message.before);
  if (message.after !== undefined) change.after = massOf('after', message.after);
  if (message.gold !== undefined) change.gold = message.gold;
  if (message.sampledWith !== undefined) change.sampledWith = message.sampledWith;
  if (message.forecast !== undefined) change.forecast = forecastOf(message.forecast);
  if (message.review !== ReviewOutcome.UNSPECIFIED) change.review = reviewOutcomes.toWord(message.review);
  return change;
}

function labelInit({ atMs, effect, ...same }: ChangedLabel) {
  return { ...same, atMs: BigInt(atMs), effect: effects.toNumber(effect) };
}

function forecastOf({ belief, truth, modelVersion }: ForecastMessage): Forecast {
  if (belief === undefined) throw new InvalidInput('forecast.belief', undefined, 'is missing');
  return { belief: massOf('forecast.belief', belief), truth, modelVersion };
}

function labelOf(message: ChangedLabelMessage): ChangedLabel {
  const label: ChangedLabel = {
    sourceId: message.sourceId,
    given: message.given,
    atMs: safeNumber('labels.at_ms', message.atMs),
    effect: effects.toWord(message.effect),
  };
  if (message.belief !== undefined) label.belief = massOf('labels.belief', message.belief);
  if (message.settled) label.settled = true;
  if (message.gold !== undefined) label.gold = message.gold;
  if (message.durationMs !== undefined) label.durationMs = message.durationMs;
  if (message.suspect) label.suspect = true;
  if (message.wasSuspect) label.wasSuspect = true;
  return label;
}

function massOf(field: string, { classes, units }: MassMessage): Mass {
  const sum = units.reduce((total, unit) => total + unit, 0);
  if (sum !== massOfOne) throw new InvalidInput(field, undefined, `the units sum to ${sum}, not to ${massOfOne}`);
  if (units.length === classes.length) return { classes, units };
  throw new InvalidInput(field, undefined, `${units.length} units for ${classes.length} classes`);
}
