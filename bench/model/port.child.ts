import { measuredInputs, measuredShape, openOne, type Backend, type BackendName, type Network } from '#model';
import { BareTfjs } from './bare-tfjs.js';
import type { PortRow } from './port.js';

/** One backend in a process of its own: the port and bare tfjs in turns, so that a busy machine slows both. */
const BATCHES = [64, 256, 1024];
const FOR_MS = 2_000;
const MIN_TURNS = 5;
const settings = { learningRate: 0.01, momentum: 0.9, weightDecay: 0 };

const name = process.argv[2] as BackendName;
const backend = await openOne(name);
const bareName = backend.network ? name : 'wasm';
if (!backend.network) await openOne('wasm'); // a backend that only scores is measured against what it stands in for
const rows: PortRow[] = [];
for (const batch of BATCHES) {
  rows.push(await forward(batch));
  if (backend.network) rows.push(await training(backend.network, batch));
}
process.send!({ device: backend.device, bareName, rows });
process.disconnect();

async function forward(batch: number): Promise<PortRow> {
  const { network, x } = measuredInputs(batch);
  const prototypes = { vectors: new Float32Array(0), classOf: new Int32Array(0) };
  const member = await backend.member(measuredShape, { network, prototypes });
  const bare = new BareTfjs(measuredShape, network);
  const times = await inTurns(
    () => member.scoreMany(x),
    () => bare.forward(x),
  );
  member.dispose();
  bare.dispose();
  return { what: 'forward', batch, ...rates(times, batch) };
}

async function training(open: NonNullable<Backend['network']>, batch: number): Promise<PortRow> {
  const { network: weights, x, logLikelihood } = measuredInputs(batch);
  const targets = logLikelihood.map((_, n) => (n % measuredShape.classCount === 0 ? 1 : 0));
  const bare = new BareTfjs(measuredShape, weights);
  const network = open(measuredShape, weights);
  const times = await inTurns(
    () => learn(network, x, logLikelihood),
    () => bare.train(x, targets),
  );
  network.dispose();
  bare.dispose();
  return { what: 'training', batch, ...rates(times, batch) };
}

async function learn(network: Network, x: Float32Array, logLikelihood: Float32Array): Promise<void> {
  network.learn(x, logLikelihood, settings);
  if (name === 'webgpu') await network.weights(); // it runs behind; the others are done when the call returns
}

type Times = [port: number[], bare: number[]];

async function inTurns(port: () => Promise<unknown>, bare: () => Promise<unknown>): Promise<Times> {
  const times: Times = [[], []];
  await port();
  await bare();
  for (const startedMs = performance.now(); times[0].length < MIN_TURNS || performance.now() - startedMs < FOR_MS;) {
    const order = times[0].length % 2 === 0 ? [0, 1] : [1, 0];
    for (const n of order) {
      const run = n === 0 ? port : bare;
      const fromMs = performance.now();
      await run();
      times[n]!.push(performance.now() - fromMs);
    }
  }
  return times;
}

function rates([port, bare]: Times, batch: number): { port: number; bare: number } {
  return { port: (batch / median(port)) * 1000, bare: (batch / median(bare)) * 1000 };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}
