import { afterAll, describe, expect, it } from 'vitest';
import { Piscina } from 'piscina';
import { fineTune } from '../fine-tune.js';
import { Scorer } from '../scorer.js';
import { ScoringPool } from './scoring-pool.js';
import { madeUpJob } from '../spec-jobs.js';
import { TrainingWorker } from './training-worker.js';

const quick = { rounds: 1, epochs: 3 };

describe('worker threads', { timeout: 30_000 }, () => {
  const scoring = new ScoringPool();
  const training = new TrainingWorker({ training: quick });
  afterAll(async () => {
    await scoring.close();
    await training.close();
  });

  it('trains and scores there as here, to the bit', async () => {
    const { job } = madeUpJob();
    const here = await fineTune(job, { training: quick });
    const features = { values: job.features!.values.slice(), dimension: 6 };
    const there = await training.train({ ...job, features: { ...job.features!, values: features.values.slice() } });
    expect(there.version).toEqual(here.version);
    await scoring.publish('spec/1', there.version);
    const scores = await scoring.score('spec/1', features, job.exampleFold);
    const scorer = await Scorer.open();
    await scorer.load('v', here.version);
    expect(scores).toEqual(await scorer.score('v', features, job.exampleFold));
    scorer.close();
  });

  it('rejects what died with its thread and goes on with a new one, which gets the version again', async () => {
    const { job } = madeUpJob();
    const { version } = await fineTune(job, { training: quick });
    await scoring.publish('spec/2', version);
    const one = { values: job.features!.values.slice(0, 6), dimension: 6 };
    const before = await scoring.score('spec/2', one, Int8Array.of(-1));
    const pool = (scoring as unknown as { pool: Piscina }).pool;
    const many = { values: new Float32Array(6 * 300_000), dimension: 6 };
    const lost = expect(scoring.score('spec/2', many, new Int8Array(300_000).fill(-1))).rejects.toThrow();
    await pool.threads[0]!.terminate();
    await lost;
    expect(await scoring.score('spec/2', one, Int8Array.of(-1))).toEqual(before);
  });

  it('compares with prototypes there as here', async () => {
    const { job } = madeUpJob();
    const { version } = await fineTune(job, { training: quick });
    const one = { values: job.features!.values.slice(6, 12), dimension: 6 };
    await scoring.publish('spec/3', version);
    const scorer = await Scorer.open();
    await scorer.load('v', version);
    for (const fold of [0, 1]) {
      const there = await scoring.prototypeSimilarities('spec/3', one, fold);
      expect(there).toEqual(await scorer.prototypeSimilarities('v', one, fold));
      expect(there.similarities.length).toBe(there.classOf.length);
    }
    scorer.close();
    await expect(scoring.prototypeSimilarities('nobody', one, 0)).rejects.toThrow('is published as nobody');
  });

  it('says what does not fit', async () => {
    await expect(
      scoring.score('nobody', { values: new Float32Array(2), dimension: 2 }, Int8Array.of(0)),
    ).rejects.toThrow('no model version is published as nobody');
  });

  it('stops a job in flight', async () => {
    const stop = new AbortController();
    const slow = new TrainingWorker({ training: { rounds: 500 } });
    const running = slow.train(madeUpJob({ examples: 2000 }).job, { signal: stop.signal });
    setTimeout(() => stop.abort(), 300);
    await expect(running).rejects.toThrow(/abort/i);
    await slow.close();
  });
});
