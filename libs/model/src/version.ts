import { defaultPosteriorSettings, type PosteriorSettings } from '#noise';
import { filters, type BodyWeights, type ImageShape } from './conv-body.js';
import type { Standardisation } from './features.js';
import type { TrainingReport } from './job.js';
import type { MemberWeights } from './member.js';

/** What is known of a version without opening its tensors. */
export interface ModelVersion {
  version: number;
  classCount: number;
  folds: number;
  settings: PosteriorSettings;
  temperatures: { model: number; prototype: number };
  /** A given label whose `oddLoss` is above this is odd; Infinity without a network. */
  oddThreshold: number;
  report: TrainingReport;
  /** Absent: settings only (labels-only project, or features that say nothing). */
  network?: { dimension: number; hidden: number; featureType: 'float32' | 'uint8'; image?: ImageShape };
}

/** A version with its weights. */
export interface OpenVersion extends ModelVersion {
  standardisation?: Standardisation;
  /** One per fold. */
  members: MemberWeights[];
}

const MAGIC = 0x31564d51; // 'QMV1', little-endian
const WORD = 4;
const NETWORK_ARRAYS = 6;
/** Kernels and biases of the layers, then what standardises their output. */
const BODY_ARRAYS = 2 * filters.length + 2;

type Header = Omit<ModelVersion, 'oddThreshold'> & { oddThreshold: number | null; blobs: number[] };

/** 'QMV1', length of the header, header (JSON, padded to 4 bytes), then float32 and int32 arrays, little-endian. */
export function writeVersion(version: OpenVersion): Uint8Array {
  const { members, standardisation, ...about } = version;
  const arrays = standardisation ? [standardisation.mean, standardisation.deviation] : [];
  const blobs: (Float32Array | Int32Array)[] = [...arrays, ...members.flatMap(arraysOf)];
  const oddThreshold = Number.isFinite(version.oddThreshold) ? version.oddThreshold : null;
  const header: Header = { ...about, oddThreshold, blobs: blobs.map((blob) => blob.length) };
  const json = Buffer.from(JSON.stringify(header));
  const padded = Math.ceil(json.length / WORD) * WORD;
  const body = blobs.reduce((sum, blob) => sum + blob.length * WORD, 0);
  const bytes = Buffer.alloc(2 * WORD + padded + body, ' ');
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(padded, WORD);
  json.copy(bytes, 2 * WORD);
  let offset = 2 * WORD + padded;
  for (const blob of blobs) {
    Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength).copy(bytes, offset);
    offset += blob.byteLength;
  }
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Cheap: the header only. @throws RangeError when the bytes are no version */
export function readVersion(bytes: Uint8Array): ModelVersion {
  const { blobs: _, oddThreshold, ...about } = readHeader(bytes).header;
  const settings = { ...defaultPosteriorSettings, ...about.settings };
  return { ...about, settings, oddThreshold: oddThreshold ?? Infinity };
}

/** All of it; the arrays are copies. @throws RangeError when the bytes are no version */
export function openVersion(bytes: Uint8Array): OpenVersion {
  const about = readVersion(bytes);
  const { header, bodyAt } = readHeader(bytes);
  if (!about.network) return { ...about, members: [] };
  let offset = bytes.byteOffset + bodyAt;
  const arrays = header.blobs.map((length) => {
    const copy = bytes.buffer.slice(offset, offset + length * WORD);
    offset += length * WORD;
    return copy;
  });
  const floats = (n: number) => new Float32Array(arrays[n]!);
  const members = Array.from({ length: about.folds }, (_, f): MemberWeights => {
    const at = 2 + f * (NETWORK_ARRAYS + (about.network!.image ? BODY_ARRAYS : 0));
    const network = {
      inputKernel: floats(at),
      inputBias: floats(at + 1),
      outputKernel: floats(at + 2),
      outputBias: floats(at + 3),
    };
    const prototypes = { vectors: floats(at + 4), classOf: new Int32Array(arrays[at + 5]!) };
    if (!about.network!.image) return { network, prototypes };
    return { body: bodyOf(arrays.slice(at + NETWORK_ARRAYS).map((b) => new Float32Array(b))), network, prototypes };
  });
  return { ...about, standardisation: { mean: floats(0), deviation: floats(1) }, members };
}

function bodyOf(arrays: Float32Array[]): BodyWeights {
  const L = filters.length;
  const [kernels, biases] = [arrays.slice(0, L), arrays.slice(L, 2 * L)];
  return { kernels, biases, mean: arrays[2 * L]!, deviation: arrays[2 * L + 1]! };
}

function arraysOf({ network, prototypes, body }: MemberWeights): (Float32Array | Int32Array)[] {
  const { inputKernel, inputBias, outputKernel, outputBias } = network;
  const arrays = [inputKernel, inputBias, outputKernel, outputBias, prototypes.vectors, prototypes.classOf];
  return body ? [...arrays, ...body.kernels, ...body.biases, body.mean, body.deviation] : arrays;
}

function readHeader(bytes: Uint8Array): { header: Header; bodyAt: number } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 2 * WORD || view.readUInt32LE(0) !== MAGIC)
    throw new RangeError(`not a model version of format QMV1 (${bytes.length} bytes)`);
  const bodyAt = 2 * WORD + view.readUInt32LE(WORD);
  const header = JSON.parse(view.toString('utf8', 2 * WORD, bodyAt)) as Header;
  const expected = bodyAt + header.blobs.reduce((sum, length) => sum + length * WORD, 0);
  if (view.length !== expected) throw new RangeError(`model version has ${view.length} bytes, expected ${expected}`);
  return { header, bodyAt };
}
