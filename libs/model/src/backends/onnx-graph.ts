import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { bodyDimension, filters, kernelShapes, type BodyWeights, type ImageShape } from '../conv-body.js';
import type { MemberShape, MemberWeights } from '../member.js';
import { integer, integers, matrix, message, node, tensor, type Write } from './onnx-wire.js';

const IR_VERSION = 8;
const OPERATOR_SET = 13;

interface Part {
  nodes: Write[];
  initializers: Write[];
}

/**
 * One member as an ONNX model: `x [B, D]` -> `logits [B, K]` and `similarity [B, P]`, the cosine of the hidden layer
 * with each prototype. Without prototypes there is no `similarity`.
 */
export function onnxGraph(shape: MemberShape, weights: MemberWeights): Uint8Array {
  const { image, classCount: K } = shape;
  const P = weights.prototypes.classOf.length;
  const body = image && weights.body ? bodyPart(image, weights.body) : undefined;
  const D = body ? bodyDimension(image!) : shape.dimension;
  const parts = [networkPart({ ...shape, dimension: D }, weights, body ? 'features' : 'x')];
  if (body) parts.unshift(body);
  if (P > 0) parts.push(similarityPart(shape, weights));
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Varint).int64(IR_VERSION);
  message(writer, 7, (graph) => {
    for (const write of parts.flatMap((part) => part.nodes)) message(graph, 1, write);
    graph.tag(2, WireType.LengthDelimited).string('member');
    for (const write of parts.flatMap((part) => part.initializers)) message(graph, 5, write);
    message(graph, 11, matrix('x', shape.dimension));
    message(graph, 12, matrix('logits', K));
    if (P > 0) message(graph, 12, matrix('similarity', P));
  });
  message(writer, 8, (set) => set.tag(2, WireType.Varint).int64(OPERATOR_SET));
  return writer.finish();
}

function networkPart(shape: MemberShape, { network }: MemberWeights, input: string): Part {
  const { dimension: D, hidden: H, classCount: K } = shape;
  return {
    nodes: [
      node('Gemm', [input, 'w1', 'b1'], 'z'),
      node('Relu', ['z'], 'h'),
      node('Gemm', ['h', 'w2', 'b2'], 'logits'),
    ],
    initializers: [
      tensor('w1', [D, H], network.inputKernel),
      tensor('b1', [H], network.inputBias),
      tensor('w2', [H, K], network.outputKernel),
      tensor('b2', [K], network.outputBias),
    ],
  };
}

function similarityPart({ hidden: H }: MemberShape, { prototypes }: MemberWeights): Part {
  return {
    nodes: [
      node('ReduceL2', ['h'], 'length', integers('axes', [1])),
      node('Max', ['length', 'tiny'], 'divisor'),
      node('Div', ['h', 'divisor'], 'unit'),
      node('Gemm', ['unit', 'vectors'], 'similarity', integer('transB', 1)),
    ],
    initializers: [
      tensor('vectors', [prototypes.classOf.length, H], prototypes.vectors),
      tensor('tiny', [1], Float32Array.of(1e-6)),
    ],
  };
}

/** Images to standardised features; ONNX has channels first. */
function bodyPart(image: ImageShape, body: BodyWeights): Part {
  const D = bodyDimension(image);
  const nodes = [
    node('Reshape', ['x', 'image'], 'rows'),
    node('Transpose', ['rows'], 'p0', integers('perm', [0, 3, 1, 2])),
    ...filters.flatMap((_, layer) => layerNodes(layer, image)),
    node('Transpose', [`p${filters.length}`], 'last', integers('perm', [0, 2, 3, 1])),
    node('Reshape', ['last', 'flat'], 'raw'),
    node('Sub', ['raw', 'mean'], 'centred'),
    node('Div', ['centred', 'deviation'], 'scaled'),
    node('Clip', ['scaled', 'low', 'high'], 'features'),
  ];
  const kernels = kernelShapes(image).flatMap(([height, width, input, output], layer) => [
    tensor(`k${layer}`, [output, input, height, width], channelsFirst(body.kernels[layer]!, input, output)),
    tensor(`c${layer}`, [output], body.biases[layer]!),
  ]);
  const constants = [
    tensor('image', [4], BigInt64Array.from([-1, ...image], BigInt)),
    tensor('flat', [2], BigInt64Array.from([-1, D], BigInt)),
    tensor('mean', [D], body.mean),
    tensor('deviation', [D], body.deviation),
    tensor('low', [], Float32Array.of(-8)),
    tensor('high', [], Float32Array.of(8)),
  ];
  return { nodes, initializers: [...kernels, ...constants] };
}

/** Sides that a 2 x 2 maximum does not divide are padded at their end. */
function layerNodes(layer: number, [height, width]: ImageShape): Write[] {
  const odd = (side: number) => Math.ceil(side / 2 ** layer) % 2;
  return [
    node('Conv', [`p${layer}`, `k${layer}`, `c${layer}`], `s${layer}`, integers('pads', [1, 1, 1, 1])),
    node('Relu', [`s${layer}`], `a${layer}`),
    node(
      'MaxPool',
      [`a${layer}`],
      `p${layer + 1}`,
      integers('kernel_shape', [2, 2]),
      integers('strides', [2, 2]),
      integers('pads', [0, 0, odd(height), odd(width)]),
    ),
  ];
}

/** `[3, 3, in, out]` to `[out, in, 3, 3]`. */
function channelsFirst(kernel: Float32Array, input: number, output: number): Float32Array {
  const places = kernel.length / (input * output);
  return Float32Array.from({ length: kernel.length }, (_, to) => {
    const place = to % places;
    const [i, o] = [Math.floor(to / places) % input, Math.floor(to / (places * input))];
    return kernel[(place * input + i) * output + o]!;
  });
}
