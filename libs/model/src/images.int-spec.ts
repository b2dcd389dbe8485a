import { describe, expect, it } from 'vitest';
import { openOne } from './backend.js';
import { fineTune } from './fine-tune.js';
import type { TrainingJob } from './job.js';
import { Random } from './random.js';
import { Scorer } from './scorer.js';
import { madeUpJob } from './spec-jobs.js';
import { openVersion, writeVersion } from './version.js';

const SIDE = 8;
const PIXELS = SIDE * SIDE;
const quick = { rounds: 1, epochs: 5, bodySteps: 20 };

/** The made-up crowd over images: a bright row, by class, somewhere in the middle of noise. */
function imageJob(): TrainingJob {
  const { job, truth } = madeUpJob({ examples: 1000 });
  const random = new Random(5);
  const values = Uint8Array.from({ length: truth.length * PIXELS }, (_, at) => {
    const row = Math.floor((at % PIXELS) / SIDE);
    return random.below(60) + (row === 1 + 2 * truth[Math.floor(at / PIXELS)]! ? 150 : 0);
  });
  return { ...job, features: { values, dimension: PIXELS, row: job.features!.row, image: [SIDE, SIDE, 1] } };
}

const missing = await openOne('native').then(
  () => undefined,
  (error: Error) => error.message,
);
if (missing !== undefined) console.warn(`convolutions are not tested: backend native: ${missing}`);

describe.skipIf(missing !== undefined)('a version that looks at images', () => {
  it('is trained where convolutions can be, and scored everywhere alike', async () => {
    const job = imageJob();
    const { version, evidence } = await fineTune(job, { backend: 'native', training: quick });
    const open = openVersion(version);
    expect(open.network).toMatchObject({ dimension: PIXELS, featureType: 'uint8', image: [SIDE, SIDE, 1] });
    expect(openVersion(writeVersion(open))).toEqual(open);
    const features = { values: job.features!.values, dimension: PIXELS };
    for (const backend of ['native', 'wasm', 'onnx'] as const) {
      const scorer = await Scorer.open({ backend });
      await scorer.load('v', version);
      const { model } = await scorer.score('v', features, job.exampleFold);
      scorer.close();
      expect(scorer.backend.alive()).toBe(0);
      model.forEach((log, n) => expect(Math.abs(log - evidence!.model[n]!)).toBeLessThan(1e-3));
    }
  });

  it('can be followed by one without convolutions, where the next trainer cannot train them', async () => {
    const job = imageJob();
    const first = await fineTune(job, { backend: 'native', training: quick });
    const next = await fineTune({ ...job, version: 2, previous: first.version }, { backend: 'wasm', training: quick });
    expect(next.report.losses.previous).toBeCloseTo(first.report.losses.version!, 1);
    expect(openVersion(next.version).network?.image).toBeUndefined();
    expect(next.tensors).toBe(0);
  });
});
