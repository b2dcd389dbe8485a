import { createRequire } from 'node:module';
import type { Backend } from '../backend.js';
import { scoreInBatches, type MemberShape, type MemberWeights, type RawScores, type ScoringMember } from '../member.js';
import { prototypeScores } from '../prototype-scores.js';
import { NotInstalled } from './not-installed.js';
import { onnxGraph } from './onnx-graph.js';
import { processor } from './tfjs.js';

/** What is used of onnxruntime-node 1.17.0, which comes without types. */
interface Session {
  run(inputs: { x: object }): Promise<{ logits: { data: Float32Array }; similarity?: { data: Float32Array } }>;
  release(): Promise<void>;
}

interface Ort {
  InferenceSession: { create(model: Uint8Array, options: object): Promise<Session> };
  Tensor: new (type: 'float32', data: Float32Array, shape: number[]) => object;
}

/** One thread: the other cores are for training and the event loop, and waiting for helpers on busy cores costs more. */
const options = { executionProviders: ['cpu'], intraOpNumThreads: 1, interOpNumThreads: 1 };

/** ONNX Runtime on the CPU: scores only. An optional dependency, so that an install without it works. */
export async function openOnnx(): Promise<Backend> {
  const ort = loadRuntime();
  let alive = 0;
  const member = async (shape: MemberShape, weights: MemberWeights) => {
    const session = await ort.InferenceSession.create(onnxGraph(shape, weights), options);
    alive++;
    return new OnnxMember(ort, session, shape, weights.prototypes.classOf, () => alive--);
  };
  return { name: 'onnx', device: processor(), member, alive: () => alive };
}

function loadRuntime(): Ort {
  try {
    return createRequire(import.meta.url)('onnxruntime-node') as Ort;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'MODULE_NOT_FOUND') throw new NotInstalled('not here: "npm install" brings onnxruntime-node');
    throw error;
  }
}

/** One member in a session of its own, which holds its weights. */
class OnnxMember implements ScoringMember {
  constructor(
    private readonly ort: Ort,
    private readonly session: Session,
    private readonly shape: MemberShape,
    private readonly classOf: Int32Array,
    private readonly onDispose: () => void,
  ) {}

  scoreMany(x: Float32Array): Promise<RawScores> {
    return scoreInBatches(this.shape, x, (values, rows) => this.scoreBatch(values, rows));
  }

  async prototypeSimilarities(x: Float32Array): Promise<Float32Array> {
    return (await this.run(x)).similarity?.data ?? new Float32Array(0);
  }

  private run(values: Float32Array) {
    const { dimension: D } = this.shape;
    return this.session.run({ x: new this.ort.Tensor('float32', values, [values.length / D, D]) });
  }

  private async scoreBatch(values: Float32Array, rows: number): Promise<RawScores> {
    const { classCount: K } = this.shape;
    const { logits, similarity } = await this.run(values);
    return {
      logits: logits.data,
      similarities: similarity ? prototypeScores(similarity.data, this.classOf, K) : new Float32Array(rows * K),
    };
  }

  dispose(): void {
    void this.session.release();
    this.onDispose();
  }
}
