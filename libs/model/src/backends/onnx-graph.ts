import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { MemberWeights } from '../member.js';
import type { NetworkShape } from '../network.js';

/** Fields of onnx.proto (IR version 8, operator set 13); only what the graph of a member needs. */
const IR_VERSION = 8;
const OPERATOR_SET = 13;
const FLOAT = 1;

type Write = (writer: BinaryWriter) => void;

/**
 * One member as an ONNX model: `x [B, D]` -> `logits [B, K]` and `similarity [B, P]`, the cosine of the hidden layer
 * with each prototype. Without prototypes there is no `similarity`.
 */
export function onnxGraph(shape: NetworkShape, { network, prototypes }: MemberWeights): Uint8Array {
  const { dimension: D, hidden: H, classCount: K } = shape;
  const P = prototypes.classOf.length;
  const nodes = [
    node('Gemm', ['x', 'w1', 'b1'], 'z'),
    node('Relu', ['z'], 'h'),
    node('Gemm', ['h', 'w2', 'b2'], 'logits'),
  ];
  const similarityNodes = [
    node('ReduceL2', ['h'], 'length', (w) => integers(w, 'axes', [1])),
    node('Max', ['length', 'tiny'], 'divisor'),
    node('Div', ['h', 'divisor'], 'unit'),
    node('Gemm', ['unit', 'vectors'], 'similarity', (w) => integer(w, 'transB', 1)),
  ];
  const initializers = [
    tensor('w1', [D, H], network.inputKernel),
    tensor('b1', [H], network.inputBias),
    tensor('w2', [H, K], network.outputKernel),
    tensor('b2', [K], network.outputBias),
  ];
  const similarityInitializers = [
    tensor('vectors', [P, H], prototypes.vectors),
    tensor('tiny', [1], Float32Array.of(1e-6)),
  ];
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Varint).int64(IR_VERSION);
  message(writer, 7, (graph) => {
    for (const write of P > 0 ? [...nodes, ...similarityNodes] : nodes) message(graph, 1, write);
    graph.tag(2, WireType.LengthDelimited).string('member');
    for (const write of P > 0 ? [...initializers, ...similarityInitializers] : initializers) message(graph, 5, write);
    message(graph, 11, matrix('x', D));
    message(graph, 12, matrix('logits', K));
    if (P > 0) message(graph, 12, matrix('similarity', P));
  });
  message(writer, 8, (set) => set.tag(2, WireType.Varint).int64(OPERATOR_SET));
  return writer.finish();
}

function message(writer: BinaryWriter, field: number, write: Write): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
}

function node(operator: string, inputs: string[], output: string, attribute?: Write): Write {
  return (writer) => {
    for (const input of inputs) writer.tag(1, WireType.LengthDelimited).string(input);
    writer.tag(2, WireType.LengthDelimited).string(output);
    writer.tag(4, WireType.LengthDelimited).string(operator);
    if (attribute) message(writer, 5, attribute);
  };
}

function integer(writer: BinaryWriter, name: string, value: number): void {
  const INT = 2;
  writer.tag(1, WireType.LengthDelimited).string(name);
  writer.tag(3, WireType.Varint).int64(value);
  writer.tag(20, WireType.Varint).int32(INT);
}

function integers(writer: BinaryWriter, name: string, values: number[]): void {
  const INTS = 7;
  writer.tag(1, WireType.LengthDelimited).string(name);
  for (const value of values) writer.tag(8, WireType.Varint).int64(value);
  writer.tag(20, WireType.Varint).int32(INTS);
}

function tensor(name: string, dimensions: number[], values: Float32Array): Write {
  return (writer) => {
    for (const size of dimensions) writer.tag(1, WireType.Varint).int64(size);
    writer.tag(2, WireType.Varint).int32(FLOAT);
    writer.tag(8, WireType.LengthDelimited).string(name);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    writer.tag(9, WireType.LengthDelimited).bytes(bytes);
  };
}

/** A float matrix `[B, columns]`, any B. */
function matrix(name: string, columns: number): Write {
  return (writer) => {
    writer.tag(1, WireType.LengthDelimited).string(name);
    message(writer, 2, (type) =>
      message(type, 1, (tensorType) => {
        tensorType.tag(1, WireType.Varint).int32(FLOAT);
        message(tensorType, 2, (dimensions) => {
          message(dimensions, 1, (rows) => rows.tag(2, WireType.LengthDelimited).string('B'));
          message(dimensions, 1, (size) => size.tag(1, WireType.Varint).int64(columns));
        });
      }),
    );
  };
}
