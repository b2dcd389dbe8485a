import { argmax } from '#noise';
import { describe, expect, it } from 'vitest';
import { fineTune } from './fine-tune.js';
import { Scorer } from './scorer.js';
import { liveTensors } from './backend.js';
import { madeUpJob } from './spec-jobs.js';
import { openVersion, readVersion, writeVersion } from './version.js';

const quick = { rounds: 2, epochs: 8 };

function accuracy(log: Float32Array, truth: Int32Array, K: number): number {
  const right = truth.filter((t, n) => argmax(log.subarray(n * K, (n + 1) * K)) === t);
  return right.length / truth.length;
}

describe('fineTune', { timeout: 30_000 }, () => {
  it('learns from noisy labels and says it out of fold', async () => {
    const { job, truth } = madeUpJob({ labelsPer: 1 });
    const result = await fineTune(job, { training: quick });
    expect(result.accepted).toBe(true);
    const labels = truth.filter((t, n) => job.labels.given[n] === t).length / truth.length;
    expect(labels).toBeLessThan(0.8);
    expect(accuracy(result.evidence!.model, truth, 3)).toBeGreaterThan(0.88);
    expect(accuracy(result.evidence!.prototype, truth, 3)).toBeGreaterThan(0.88);
    expect(result.report.losses.version!).toBeLessThan(result.report.losses.classPrior);
    expect(Number.isFinite(result.report.oddThreshold)).toBe(true);
    const { odd } = readVersion(result.version).report;
    expect(odd).toEqual(result.report.odd);
    expect(odd!.threshold).toBe(result.report.oddThreshold);
    expect(odd!.given.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(odd!.random.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    // Most labels are right: they have smaller losses than random ones.
    expect(odd!.given[0]).toBeGreaterThan(odd!.random[0]!);
    expect(result.tensors).toBe(0);
  });

  it('gives the same bytes for the same job', async () => {
    const { job } = madeUpJob();
    const [a, b] = [await fineTune(job, { training: quick }), await fineTune(job, { training: quick })];
    expect(a.version).toEqual(b.version);
    expect((await fineTune({ ...job, seed: 2 }, { training: quick })).version).not.toEqual(a.version);
  });

  it('says which examples its prototypes are: of other folds, of the class, as near to themselves as can be', async () => {
    const { job, truth } = madeUpJob();
    const { version, prototypes } = await fineTune(job, { training: quick });
    const scorer = await Scorer.open();
    await scorer.load('v', version);
    expect(prototypes).toHaveLength(2);
    for (const [f, { classOf, examples }] of prototypes!.entries()) {
      expect(classOf).toEqual(openVersion(version).members[f]!.prototypes.classOf);
      expect(examples.length).toBe(classOf.length);
      expect(new Set(examples).size).toBe(examples.length);
      const right = examples.filter((n, p) => truth[n] === classOf[p]).length;
      expect(right / examples.length).toBeGreaterThan(0.8);
      for (const [p, n] of examples.entries()) {
        expect(job.exampleFold[n]).not.toBe(f);
        const one = { values: job.features!.values.slice(n * 6, n * 6 + 6), dimension: 6 };
        const { similarities } = await scorer.prototypeSimilarities('v', one, f);
        expect(similarities[p]).toBeCloseTo(1, 4);
      }
    }
    scorer.close();
  });

  it('trains a member on the other folds only', async () => {
    const { job } = madeUpJob();
    const fixed = { ...quick, rounds: 1 };
    const before = openVersion((await fineTune(job, { training: fixed })).version);
    const n = job.exampleFold.indexOf(0);
    const values = Float32Array.from(job.features!.values);
    values.fill(3, n * 6, n * 6 + 6);
    const changed = { ...job, features: { ...job.features!, values } };
    const scaling = before.standardisation!;
    const after = openVersion((await fineTune(changed, { training: fixed })).version);
    // same scaling up to that one example, so member 0 (which never sees fold 0) moves far less than member 1
    const shift = (f: number) => {
      const [a, b] = [before.members[f]!.network.outputKernel, after.members[f]!.network.outputKernel];
      return a.reduce((sum, w, at) => sum + Math.abs(w - b[at]!), 0);
    };
    expect(scaling.mean.length).toBe(6);
    expect(shift(0)).toBeLessThan(shift(1));
  });

  it('takes gold as certain', async () => {
    const { job, truth } = madeUpJob({ labelsPer: 1, accuracies: [0.5, 0.5, 0.5] });
    const blind = await fineTune(job, { training: quick });
    const gold = await fineTune({ ...job, gold: truth }, { training: quick });
    expect(accuracy(gold.evidence!.model, truth, 3)).toBeGreaterThan(0.88);
    expect(accuracy(gold.evidence!.model, truth, 3)).toBeGreaterThan(
      accuracy(blind.evidence?.model ?? new Float32Array(720), truth, 3),
    );
  });

  it('drops the network where features say nothing, and needs none for labels only', async () => {
    const noise = madeUpJob({ signal: 0, labelsPer: 3 }).job;
    const { features: _, ...labelsOnly } = noise;
    for (const job of [noise, labelsOnly]) {
      const result = await fineTune(job, { training: quick });
      expect(result.accepted).toBe(true);
      expect(result.evidence).toBeUndefined();
      expect(readVersion(result.version).network).toBeUndefined();
    }
  });

  it('refuses a version that is worse than the one in use', async () => {
    const good = madeUpJob();
    const { version } = await fineTune(good.job, { training: quick });
    const untrained = { rounds: 1, epochs: 1, learningRate: 1e-6 };
    const result = await fineTune({ ...good.job, version: 2, previous: version }, { training: untrained });
    expect(result.accepted).toBe(false);
    expect(result.report.gate).toContain('refused');
  });

  it('hears an abort', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('told to stop')), 100);
    const running = fineTune(madeUpJob({ examples: 1000 }).job, { training: { rounds: 1000 }, signal: stop.signal });
    await expect(running).rejects.toThrow('told to stop');
    expect(liveTensors()).toBe(0);
  });
});

describe('Scorer', { timeout: 30_000 }, () => {
  it('scores a fold as the fine-tune did, all members in between, and leaks nothing over 100 swaps', async () => {
    const { job } = madeUpJob();
    const result = await fineTune(job, { training: quick });
    const scorer = await Scorer.open({ maxVersions: 2 });
    await scorer.load('v', result.version);
    const own = await scorer.score('v', job.features!, job.exampleFold);
    own.model.forEach((log, n) => expect(log).toBeCloseTo(result.evidence!.model[n]!, 4));
    own.prototype.forEach((log, n) => expect(log).toBeCloseTo(result.evidence!.prototype[n]!, 4));
    const all = await scorer.score(
      'v',
      job.features!,
      job.exampleFold.map(() => -1),
    );
    const sum = all.model.subarray(0, 3).reduce((total, log) => total + Math.exp(log), 0);
    expect(sum).toBeCloseTo(1, 5);
    await scorer.load('w', result.version);
    const before = liveTensors();
    for (let swap = 0; swap < 100; swap++) {
      await scorer.load(`v${swap}`, result.version);
      await scorer.score(`v${swap}`, { values: job.features!.values.slice(0, 6), dimension: 6 }, Int8Array.of(-1));
    }
    expect(liveTensors()).toBe(before);
    expect(scorer.has('v')).toBe(false); // pushed out
    await expect(scorer.score('v', job.features!, job.exampleFold)).rejects.toThrow('no model version is loaded as v');
    scorer.close();
    expect(liveTensors()).toBe(0);
  });
});

describe('version', { timeout: 30_000 }, () => {
  it('survives a round trip and says what is wrong with other bytes', async () => {
    const { version } = await fineTune(madeUpJob().job, { training: quick });
    const opened = openVersion(version);
    expect(openVersion(writeVersion(opened))).toEqual(opened);
    expect(opened.members).toHaveLength(2);
    expect(() => readVersion(version.subarray(0, version.length - 4))).toThrow(/expected \d+/);
    expect(() => readVersion(new Uint8Array(20))).toThrow('not a model version');
  });
});
