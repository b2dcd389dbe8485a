export * from './project.js';
export * from './event.js';
export * from './verdict.js';
export { InvalidInput, cut, didYouMean, nearestName } from './invalid-input.js';
export { hashText } from './hash.js';
export {
  checkChoice,
  checkFieldNames,
  checkFlag,
  checkId,
  checkInteger,
  checkLabel,
  checkObject,
  checkText,
  isAbsent,
  maxClasses,
  maxTextBytes,
  type JsonObject,
} from './checks.js';
export { checkNotAhead, parseAt } from './time.js';
export { checkFeatures, featureLength, inferFeatureShape } from './features.js';
export { displayUrl, keptKind, pixelShape, type KeptKind, type PixelShape } from './display.js';
export { appendClasses, projectFrom, resolveLabel } from './project-input.js';
export { changeSettings, SettingFixedError, settingsFrom } from './settings-input.js';
export { goldOrigins, maxDurationMs, parseEventJson, type DecodedRecord, type EventDefaults } from './event-json.js';
export { contentTypes, type EncodedRecord, type WireFormat } from './wire.js';
export { decodeEventRecord, encodeEvent } from './event-codec.js';
export { maxDense, packedOnce, packEvidence, unpackEvidence } from './evidence-codec.js';
export { alarmActionHeader, decodeAlarmAction, encodeAlarmAction } from './alarm-action-codec.js';
export { decodeSourceAction, encodeSourceAction, sourceActionHeader } from './source-action-codec.js';
export { decodeChange, encodeChange } from './change-codec.js';
export { decodeVerdict, encodeVerdict, verdictJson, type VerdictJson } from './verdict-codec.js';
export { alertJson, decodeAlert, encodeAlert, type AlertJson } from './alert-codec.js';
export {
  deadLetterJson,
  deadLetterOf,
  decodeDeadLetter,
  encodeDeadLetter,
  type DeadLetterJson,
} from './dead-letter-codec.js';
export { driftJson, type DriftJson } from './drift-report-codec.js';
export { patternJson, patternKinds, type PatternJson } from './pattern-codec.js';
export { presentProbability } from './present.js';
