import { create } from '@bufbuild/protobuf';
import { checkInteger, maxClasses } from './checks.js';
import type { Evidence } from './event.js';
import { bytesOf, floatsFromBytes } from './features.js';
import { EvidenceSchema, type Evidence as EvidenceMessage } from './gen/qualm/v1/event_pb.js';
import { InvalidInput } from './invalid-input.js';

/** Up to this many classes evidence is packed whole. */
export const maxDense = 64;
/** Above, so many of the most probable classes are kept of each distribution. */
const keptOfEach = 32;
/** exp of it is 0 in float64; log-probabilities below it (-Infinity) are raised to it. */
const lowestLog = -1_000;
/** Of the sum of probabilities: float32 rounding over thousands of classes stays far below it. */
const sumTolerance = 0.01;

/**
 * Packed evidence: all K classes up to 64; above, the 32 most probable of each distribution, and one floor each for the
 * rest, so that both still sum to 1.
 * @throws RangeError when the two do not have the same length or hold NaN: a defect of the caller.
 */
export function packEvidence({ model, prototype }: Evidence): EvidenceMessage {
  if (model.length !== prototype.length) throw new RangeError(`evidence of ${model.length} and ${prototype.length}`);
  if (model.some(Number.isNaN) || prototype.some(Number.isNaN)) throw new RangeError('evidence holds NaN');
  const classes = model.length;
  if (classes <= maxDense) {
    return create(EvidenceSchema, { classes, model: pack(model), prototype: pack(prototype) });
  }
  const kept = [...new Set([...likeliest(model), ...likeliest(prototype)])].sort((a, b) => a - b);
  const keptModel = Float32Array.from(kept, (index) => model[index]!);
  const keptPrototype = Float32Array.from(kept, (index) => prototype[index]!);
  return create(EvidenceSchema, {
    classes,
    kept,
    model: pack(keptModel),
    prototype: pack(keptPrototype),
    modelFloor: floorOf(keptModel, classes),
    prototypeFloor: floorOf(keptPrototype, classes),
  });
}

/** Dense evidence `[K]`. @throws InvalidInput when it is not two log distributions of the same length. */
export function unpackEvidence(packed: Omit<EvidenceMessage, '$typeName'>): Evidence {
  const classes = checkInteger('evidence.classes', packed.classes, 1, maxClasses);
  checkKept(packed.kept, classes);
  return {
    model: unpack('evidence.model', packed.model, packed.modelFloor, packed.kept, classes),
    prototype: unpack('evidence.prototype', packed.prototype, packed.prototypeFloor, packed.kept, classes),
  };
}

/** Evidence as it is read again once it was packed. */
export function packedOnce(evidence: Evidence): Evidence {
  return evidence.model.length <= maxDense ? evidence : unpackEvidence(packEvidence(evidence));
}

/** The most probable classes, of equals the lower. */
function likeliest(logs: Float32Array): number[] {
  const best: number[] = [];
  for (let k = 0; k < logs.length; k++) {
    if (best.length === keptOfEach && logs[k]! <= logs[best.at(-1)!]!) continue;
    let place = best.length;
    while (place > 0 && logs[best[place - 1]!]! < logs[k]!) place--;
    best.splice(place, 0, k);
    if (best.length > keptOfEach) best.pop();
  }
  return best;
}

/** log of an equal share of what the kept classes leave over. */
function floorOf(kept: Float32Array, classes: number): number {
  const rest = 1 - sumOfExp(kept);
  return rest > 0 ? Math.log(rest / (classes - kept.length)) : lowestLog;
}

function pack(logs: Float32Array): Uint8Array {
  return bytesOf(logs.map((log) => Math.max(log, lowestLog)));
}

function checkKept(kept: number[], classes: number): void {
  kept.forEach((index, rank) => {
    if (index < classes && (rank === 0 || index > kept[rank - 1]!)) return;
    throw new InvalidInput(`evidence.kept[${rank}]`, index, `is not a class above the one before (of ${classes})`);
  });
}

function unpack(field: string, bytes: Uint8Array, floor: number, kept: number[], classes: number): Float32Array {
  const given = floatsFromBytes(field, bytes);
  const wanted = kept.length === 0 ? classes : kept.length;
  if (given.length !== wanted) throw new InvalidInput(field, undefined, `${given.length} values for ${wanted} classes`);
  const logs = kept.length === 0 ? given : new Float32Array(classes).fill(floor);
  kept.forEach((index, rank) => (logs[index] = given[rank]!));
  const sum = sumOfExp(logs);
  if (Math.abs(sum - 1) <= sumTolerance) return logs;
  throw new InvalidInput(field, undefined, `the probabilities sum to ${sum}, not to 1`);
}

function sumOfExp(logs: Float32Array): number {
  return logs.reduce((sum, log) => sum + Math.exp(log), 0);
}
