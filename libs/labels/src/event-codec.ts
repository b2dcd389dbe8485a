import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { checkExampleText, checkLabel, checkNumber, checkProjectId, checkText } from './checks.js';
import type { Features, GoldEvent, GoldOrigin, LabelEvent, LabelingEvent, RescoreEvent, ReviewEvent } from './event.js';
import { maxDurationMs, parseEventJson, type DecodedRecord, type EventDefaults } from './event-json.js';
import { packEvidence, unpackEvidence } from './evidence-codec.js';
import { bytesOf, floatsFromBytes } from './features.js';
import {
  EventSchema,
  GoldOrigin as WireOrigin,
  type Event,
  type Gold,
  type Label,
  type Rescore,
  type Review,
} from './gen/qualm/v1/event_pb.js';
import { InvalidInput } from './invalid-input.js';
import { reviewOutcomes } from './review-outcome.js';
import { checkAtMs } from './time.js';
import { EnumWords, contentTypes, formatOf, parseJson, parseProtobuf, type EncodedRecord } from './wire.js';

type EventInit = Exclude<MessageInitShape<typeof EventSchema>, Event>;
type KindInit = NonNullable<EventInit['kind']>;
type Base = Pick<LabelingEvent, 'project' | 'exampleId' | 'atMs'>;

const origins = new EnumWords<GoldOrigin, WireOrigin>('gold.origin', {
  honeypot: WireOrigin.HONEYPOT,
  sampled: WireOrigin.SAMPLED,
  targeted: WireOrigin.TARGETED,
});

/**
 * The events of one record of the events topic: one, or a label and then the gold that came with it. Features may share
 * memory with `value` (protobuf, where they are aligned): keep a copy if `value` is to be reused.
 * @throws InvalidInput and nothing else, whatever the bytes.
 */
export function decodeEventRecord(
  value: Uint8Array,
  contentType: string | undefined,
  defaults: EventDefaults = {},
): DecodedRecord {
  if (value.byteLength === 0) throw new InvalidInput('record', undefined, 'is empty');
  if (formatOf(value, contentType) === 'json') return parseEventJson(parseJson(value), defaults);
  return eventsOf(parseProtobuf(EventSchema, value), defaults);
}

/** One event as protobuf. */
export function encodeEvent(event: LabelingEvent): EncodedRecord {
  const init: EventInit = { project: event.project, exampleId: event.exampleId, kind: kindOf(event) };
  if (event.atMs !== undefined) init.atMs = BigInt(event.atMs);
  return { value: toBinary(EventSchema, create(EventSchema, init)), contentType: contentTypes.protobuf };
}

function kindOf(event: LabelingEvent): KindInit {
  switch (event.kind) {
    case 'label':
      return { case: 'label', value: labelInit(event) };
    case 'retract':
      return { case: 'retract', value: { sourceId: event.sourceId } };
    case 'gold':
      return { case: 'gold', value: goldInit(event) };
    case 'review':
      return {
        case: 'review',
        value: { outcome: reviewOutcomes.toNumber(event.outcome), reviewer: event.reviewer },
      };
    case 'rescore':
      return { case: 'rescore', value: rescoreInit(event) };
    default:
      return event satisfies never;
  }
}

function labelInit({ sourceId, label, features, text, durationMs }: LabelEvent) {
  return { sourceId, label: classInit(label), features: features && featuresInit(features), text, durationMs };
}

function goldInit({ label, origin, reviewer }: GoldEvent) {
  return { label: classInit(label), origin: origins.toNumber(origin), reviewer };
}

function rescoreInit({ modelVersion, pass, evidence }: RescoreEvent) {
  return { modelVersion, pass, evidence: evidence && packEvidence(evidence) };
}

function classInit(label: number | string) {
  return typeof label === 'number'
    ? { case: 'classIndex' as const, value: label }
    : { case: 'className' as const, value: label };
}

function featuresInit(features: Features) {
  return features instanceof Uint8Array
    ? { case: 'uint8Features' as const, value: features }
    : { case: 'float32Features' as const, value: bytesOf(features) };
}

function eventsOf(event: Event, defaults: EventDefaults): DecodedRecord {
  const base: Base = {
    project: checkProjectId('project', event.project || defaults.project),
    exampleId: checkText('exampleId', event.exampleId),
  };
  if (event.atMs !== undefined) base.atMs = checkAtMs('at_ms', Number(event.atMs));
  const { kind } = event;
  switch (kind.case) {
    case 'label':
      return labelOf(base, kind.value);
    case 'retract':
      return [{ kind: 'retract', ...base, sourceId: checkText('retract.source_id', kind.value.sourceId) }];
    case 'gold':
      return [goldOf(base, kind.value)];
    case 'review':
      return [reviewOf(base, kind.value)];
    case 'rescore':
      return [rescoreOf(base, kind.value)];
    default:
      throw new InvalidInput('kind', undefined, 'is missing: one of label, retract, gold, review, rescore');
  }
}

function labelOf(base: Base, message: Label): DecodedRecord {
  const label: LabelEvent = {
    kind: 'label',
    ...base,
    sourceId: checkText('label.source_id', message.sourceId),
    label: checkLabel('label', message.label.value),
  };
  const features = featuresOf(message);
  if (features !== undefined) label.features = features;
  if (message.text !== undefined) label.text = checkExampleText('label.text', message.text);
  if (message.durationMs !== undefined) {
    label.durationMs = checkNumber('label.duration_ms', message.durationMs, 0, maxDurationMs);
  }
  if (message.gold.case === undefined) return [label];
  return [label, { kind: 'gold', ...base, label: checkLabel('gold', message.gold.value), origin: 'honeypot' }];
}

function featuresOf({ features }: Label): Features | undefined {
  if (features.case === undefined) return undefined;
  if (features.case === 'float32Features') return floatsFromBytes('features', features.value);
  if (features.value.byteLength > 0) return features.value;
  throw new InvalidInput('features', undefined, 'has no values; leave it out instead');
}

function goldOf(base: Base, message: Gold): GoldEvent {
  const targeted = message.origin === WireOrigin.UNSPECIFIED;
  const origin = targeted ? 'targeted' : origins.toWord(message.origin);
  const gold: GoldEvent = { kind: 'gold', ...base, label: checkLabel('label', message.label.value), origin };
  if (message.reviewer !== '') gold.reviewer = checkText('gold.reviewer', message.reviewer);
  return gold;
}

function reviewOf(base: Base, { outcome, reviewer }: Review): ReviewEvent {
  const said = { outcome: reviewOutcomes.toWord(outcome), reviewer: checkText('review.reviewer', reviewer) };
  return { kind: 'review', ...base, ...said };
}

function rescoreOf(base: Base, { modelVersion, pass, evidence }: Rescore): RescoreEvent {
  const rescore: RescoreEvent = { kind: 'rescore', ...base, modelVersion, pass };
  if (evidence !== undefined) rescore.evidence = unpackEvidence(evidence);
  return rescore;
}
