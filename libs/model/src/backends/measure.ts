import { openOne, type Backend, type BackendName } from '../backend.js';
import { Random } from '../random.js';

/** What one backend does on this machine with the network of the measurement. */
export interface BackendSpeed {
  name: BackendName;
  device: string;
  /** Examples per second, medians. */
  scoring: number;
  /** Examples per second of one step of SGD with momentum; absent where it does not train. */
  training?: number;
}

/** The network and the batch that speeds are told for. */
export const measuredShape = { dimension: 512, hidden: 256, classCount: 10 };
export const measuredBatch = 256;
const FOR_MS = 400;
const MIN_RUNS = 3;

/** Random weights and examples for measurements. */
export function measuredInputs(rows: number) {
  const { dimension: D, hidden: H, classCount: K } = measuredShape;
  const random = new Random(1);
  const normal = (length: number, deviation = 1) => Float32Array.from({ length }, () => random.normal() * deviation);
  const network = {
    inputKernel: normal(D * H, Math.sqrt(2 / D)),
    inputBias: normal(H, 0.1),
    outputKernel: normal(H * K, Math.sqrt(1 / H)),
    outputBias: normal(K, 0.1),
  };
  return { network, x: normal(rows * D), logLikelihood: normal(rows * K) };
}

/** Takes about a second. @throws Error that says why the backend cannot be used here */
export async function measureBackend(name: BackendName): Promise<BackendSpeed> {
  const backend = await openOne(name);
  const { network: weights, x, logLikelihood } = measuredInputs(measuredBatch);
  const prototypes = { vectors: new Float32Array(0), classOf: new Int32Array(0) };
  const member = await backend.member(measuredShape, { network: weights, prototypes });
  const scoring = await examplesPerSecond(async () => void (await member.scoreMany(x)));
  member.dispose();
  const speed = { name, device: backend.device, scoring };
  return backend.network
    ? { ...speed, training: await trainingSpeed(backend.network, weights, x, logLikelihood) }
    : speed;
}

async function trainingSpeed(
  open: NonNullable<Backend['network']>,
  weights: ReturnType<typeof measuredInputs>['network'],
  x: Float32Array,
  logLikelihood: Float32Array,
): Promise<number> {
  const settings = { learningRate: 0.01, momentum: 0.9, weightDecay: 0 };
  const network = open(measuredShape, weights);
  const STEPS = 4; // before their result is waited for: a GPU runs behind
  const speed = await examplesPerSecond(async () => {
    for (let step = 0; step < STEPS; step++) network.learn(x, logLikelihood, settings);
    await network.weights();
  });
  network.dispose();
  return STEPS * speed;
}

/** Median over runs of one batch each, after one to warm up. */
async function examplesPerSecond(run: () => Promise<void>): Promise<number> {
  await run();
  const tookMs: number[] = [];
  for (const startedMs = performance.now(); tookMs.length < MIN_RUNS || performance.now() - startedMs < FOR_MS;) {
    const fromMs = performance.now();
    await run();
    tookMs.push(performance.now() - fromMs);
  }
  const medianMs = tookMs.sort((a, b) => a - b)[tookMs.length >> 1]!;
  return Math.round((measuredBatch / medianMs) * 1000);
}
