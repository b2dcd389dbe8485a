import { describe, expect, it } from 'vitest';
import type { Piscina } from 'piscina';
import { madeUpJob } from '../spec-jobs.js';
import { ScoringPool } from './scoring-pool.js';
import { TrainingWorker } from './training-worker.js';

const quick = { rounds: 1, epochs: 3 };

// Not among the unit tests: each starts three threads, which load what `npm run native` made.
describe('worker threads', () => {
  it.each(['onnx', 'native', 'webgpu'] as const)('works on %s, or on the next with a reason', async (choice) => {
    const { job } = madeUpJob();
    const pool = new ScoringPool({ backend: choice });
    const worker = new TrainingWorker({ backend: choice, training: quick });
    const [scores, trains] = [await pool.backend(), await worker.backend()];
    for (const { name, notes } of [scores, trains])
      expect(name === choice ? [] : ['said']).toEqual(notes.map(() => 'said'));
    const { version, backend } = await worker.train(job);
    expect(backend).toBe(trains.name);
    const one = { values: job.features!.values.slice(0, 6), dimension: 6 };
    await pool.publish('spec/3', version);
    const before = await pool.score('spec/3', one, Int8Array.of(-1));
    await (pool as unknown as { pool: Piscina }).pool.threads[0]!.terminate();
    expect(await pool.score('spec/3', one, Int8Array.of(-1))).toEqual(before);
    await pool.unload('spec/3');
    await Promise.all([pool.close(), worker.close()]);
  });
});
