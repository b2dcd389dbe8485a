/**
 * What the model costs on each backend of this machine: the port beside bare tfjs calls in the same run, fine-tunes, and
 * the whole embedded path; on a GPU where one is at hand. `npm run --silent bench:model [-- --backends wasm,native]`.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { automaticOrder, backendNames, type BackendName } from '#model';
import { measureFineTunes } from './model/fine-tune.js';
import { measurePort, type PortRun } from './model/port.js';
import { measure } from './path/measure.js';
import { embeddedPlace } from './path/places.js';
import { workloads } from './path/workloads.js';

const processor = cpus()[0]!.model.trim();
const { values } = parseArgs({ options: { backends: { type: 'string', default: 'wasm,onnx,native' } } });
const asked = values.backends.split(',').map((name) => {
  const known = backendNames.find((backend) => backend === name);
  if (!known) throw new Error(`--backends: ${name} is not one of ${backendNames.join(', ')}`);
  return known;
});

const runs = new Map<BackendName, PortRun>();
console.log('| backend | what | batch | port, examples/s | bare tfjs | ratio |\n|---|---|---|---|---|---|');
for (const name of asked) {
  const run = await measurePort(name);
  if (typeof run === 'string') console.log(`| ${name} | ${run} | | | | |`);
  else runs.set(name, run);
  for (const row of typeof run === 'string' ? [] : run.rows) console.log(lineOf(name, run as PortRun, row));
}
console.log(`\n${graphicsLine()}`);

const trains = automaticOrder.training.filter((name) => runs.has(name));
console.log('\n| fine-tune, F = 2 | on | s | epochs | event loop delay, p99 / max, ms |\n|---|---|---|---|---|');
for (const name of trains)
  await measureFineTunes(name, [
    [1000, 512],
    [2500, 784],
    [20_000, 784],
  ]);

console.log('\n| whole path, embedded, a model serving | labels/s |\n|---|---|');
const workload = workloads.find(({ dimension }) => dimension !== undefined)!;
for (const name of runs.keys()) {
  const { labelsPerSecond } = await measure(embeddedPlace, workload, name);
  console.log(`| ${name} | ${(labelsPerSecond / 1000).toFixed(1)}k |`);
}

function lineOf(name: BackendName, run: PortRun, { what, batch, port, bare }: PortRun['rows'][number]): string {
  const thousands = (rate: number) => `${(rate / 1000).toFixed(1)}k`;
  const ratio = (port / bare).toFixed(2);
  return `| ${name} | ${what} | ${batch} | ${thousands(port)} | ${thousands(bare)} (${run.bareName}) | ${ratio} |`;
}

function graphicsLine(): string {
  const onGpu = [...runs].filter(([, { device }]) => !device.startsWith(processor));
  if (onGpu.length > 0) return onGpu.map(([name, { device }]) => `GPU: ${name} computed on ${device}.`).join(' ');
  return 'GPU: none. No backend found one, so all of this is of processors: `npm run native -- --gpu` for NVIDIA, `-- --webgpu` for others.';
}
