import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend, MemberWeights, NetworkWeights } from '#model';
import { referenceBody } from './backend.images.js';
import { referenceScores, referenceSteps } from './backend.reference.js';
import { seededRandom } from './seeded-random.js';

const shape = { dimension: 12, hidden: 16, classCount: 4 };
const settings = { learningRate: 0.1, momentum: 0.9, weightDecay: 0.01, ownBelief: 0.25 };
const STEPS = 5;

/**
 * What every backend of the model does.
 *
 * @param tolerance largest difference from double precision, in scores of about 1 and in weights after five steps
 */
export function backendContract(name: string, open: () => Promise<Backend>, tolerance: number): void {
  describe(`backend ${name}`, { timeout: 60_000 }, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await open();
    }, 60_000);

    it('says its name and its device', () => {
      expect(backend.name).toBe(name);
      expect(backend.device).toMatch(/\S/);
    });

    // 1,030 examples are more than one batch; no prototype is of class 3.
    it.each([1, 7, 1_030])('scores %i examples as plain arithmetic does', async (rows) => {
      const draw = numbers(1);
      const [weights, x] = [memberWeights(draw), draw(rows * shape.dimension)];
      const member = await backend.member(shape, weights);
      const scores = await member.scoreMany(x);
      member.dispose();
      const expected = referenceScores(shape, weights, x);
      expectClose(scores.logits, expected.logits, tolerance);
      expectClose(scores.similarities, expected.similarities, tolerance);
    });

    it('scores images as plain arithmetic does', async () => {
      const draw = numbers(5);
      const image: [number, number, number] = [9, 8, 2]; // one side is odd
      const member = { ...memberWeights(draw, bodySize), body: bodyWeights(draw) };
      const pixels = { ...shape, dimension: 9 * 8 * 2, image };
      const x = draw(6 * pixels.dimension);
      const scoring = await backend.member(pixels, member);
      const scores = await scoring.scoreMany(x);
      scoring.dispose();
      const features = referenceBody(image, member.body, x);
      expect(features.length).toBe(6 * bodySize);
      const expected = referenceScores({ ...shape, dimension: bodySize }, member, features);
      expectClose(scores.logits, expected.logits, 10 * tolerance); // sums of a hundred terms and more
      expectClose(scores.similarities, expected.similarities, tolerance);
    });

    it('knows no similarity without prototypes', async () => {
      const draw = numbers(2);
      const prototypes = { vectors: new Float32Array(0), classOf: new Int32Array(0) };
      const member = await backend.member(shape, { ...memberWeights(draw), prototypes });
      const { similarities } = await member.scoreMany(draw(3 * shape.dimension));
      member.dispose();
      expect(similarities).toEqual(new Float32Array(3 * shape.classCount));
    });

    it('says how near each prototype is: their means are the similarities to the classes', async () => {
      const draw = numbers(6);
      const member = await backend.member(shape, memberWeights(draw));
      const x = draw(2 * shape.dimension);
      const near = await member.prototypeSimilarities(x);
      const { similarities } = await member.scoreMany(x);
      member.dispose();
      expect(near.length).toBe(2 * 5);
      const classes = [[0, 1], [2], [3, 4]];
      for (const row of [0, 1]) {
        const means = classes.map((own) => own.reduce((sum, p) => sum + near[row * 5 + p]!, 0) / own.length);
        const { classCount: K } = shape;
        expectClose(Float32Array.from(means), similarities.slice(row * K, row * K + 3), 1e-5);
      }
    });

    it('gives back what members held, and only theirs', async () => {
      const draw = numbers(3);
      const x = draw(5 * shape.dimension);
      const kept = await backend.member(shape, memberWeights(draw));
      const before = await kept.scoreMany(x);
      const alive = backend.alive();
      for (let n = 0; n < 10; n++) {
        const other = await backend.member(shape, memberWeights(draw));
        await other.scoreMany(x);
        expect(backend.alive()).toBeGreaterThan(alive);
        other.dispose();
      }
      expect(backend.alive()).toBe(alive);
      expect(await kept.scoreMany(x)).toEqual(before);
      kept.dispose();
      expect(backend.alive()).toBeLessThan(alive);
    });

    it('trains as plain arithmetic does, where it trains', async () => {
      if (!backend.network) return expect(name).toBe('onnx');
      const draw = numbers(4);
      const { network: start } = memberWeights(draw);
      const batch = { x: draw(9 * shape.dimension), logLikelihood: draw(9 * shape.classCount) };
      const alive = backend.alive();
      const network = backend.network(shape, start);
      for (let step = 0; step < STEPS; step++) network.learn(batch.x, batch.logLikelihood, settings);
      const trained = await network.weights();
      network.learn(batch.x, batch.logLikelihood, settings);
      network.dispose();
      expect(backend.alive()).toBe(alive);
      const expected = referenceSteps(shape, start, batch, settings, STEPS);
      for (const part of Object.keys(expected) as (keyof NetworkWeights)[]) {
        expectClose(trained[part], expected[part], tolerance);
        expect(distance(trained[part], start[part])).toBeGreaterThan(10 * tolerance); // it did move
      }
    });
  });
}

function numbers(seed: number): (length: number) => Float32Array {
  const random = seededRandom(seed);
  return (length) => Float32Array.from({ length }, () => 2 * random() - 1);
}

function memberWeights(draw: (length: number) => Float32Array, D = shape.dimension): MemberWeights {
  const { hidden: H, classCount: K } = shape;
  const network = { inputKernel: draw(D * H), inputBias: draw(H), outputKernel: draw(H * K), outputBias: draw(K) };
  return { network, prototypes: { vectors: draw(5 * H), classOf: Int32Array.of(0, 0, 1, 2, 2) } };
}

/** Of images of 9 x 8 x 2: three halvings leave 2 x 1 places of 32 numbers. */
const bodySize = 2 * 1 * 32;

function bodyWeights(draw: (length: number) => Float32Array): NonNullable<MemberWeights['body']> {
  const kernels = [[2, 8], [8, 16], [16, 32]].map(([from, to]) => draw(9 * from! * to!).map((value) => 0.3 * value)); // prettier-ignore
  const deviation = draw(bodySize).map((value) => 1.5 + value);
  return { kernels, biases: [draw(8), draw(16), draw(32)], mean: draw(bodySize), deviation };
}

function distance(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, n) => Math.max(most, Math.abs(value - b[n]!)), 0);
}

function expectClose(found: Float32Array, expected: Float32Array, tolerance: number): void {
  expect(found.length).toBe(expected.length);
  expect(distance(found, expected)).toBeLessThan(tolerance);
}
