import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend } from './backend.js';
import { densityPeaks } from './prototype-choice.js';
import { choosePrototypes, prototypesBy, unitRows } from './prototypes.js';

describe('prototypes', () => {
  beforeAll(async () => void (await openBackend('wasm')));

  it('takes the densest first, none nearly the same, at most 8 of a class', () => {
    const angles = [0, 0.01, 0.02, 0.5, 0.55, 2.5]; // radians; the last is far from all
    const points = tf.tensor2d(
      angles.flatMap((a) => [Math.cos(a), Math.sin(a)]),
      [6, 2],
    );
    const units = unitRows(points);
    const { vectors, classOf, rows } = choosePrototypes(units, [
      Int32Array.from([0, 1, 2, 3, 4, 5]),
      new Int32Array(0),
    ]);
    rows.forEach((row, n) => expect(vectors[2 * n]).toBeCloseTo(Math.cos(angles[row]!), 5));
    const chosen = Array.from({ length: classOf.length }, (_, n) => Math.atan2(vectors[2 * n + 1]!, vectors[2 * n]!));
    expect(chosen.length).toBeGreaterThanOrEqual(2);
    expect(chosen.at(-1)).toBeCloseTo(2.5, 5); // the outlier comes last
    for (const a of chosen) for (const b of chosen) if (a !== b) expect(Math.cos(a - b)).toBeLessThan(0.95);
    tf.dispose([points, units]);
    expect(liveTensors()).toBe(0);
  });

  it('looks at 400 candidates of a class in the service, at all of them otherwise; a class without any has none', () => {
    const angles = Array.from({ length: 401 }, (_, n) => (n < 400 ? 1e-4 * n : 3));
    const points = tf.tensor2d(
      angles.flatMap((a) => [Math.cos(a), Math.sin(a)]),
      [401, 2],
    );
    const units = unitRows(points);
    const candidates = [new Int32Array(0), Int32Array.from(angles, (_, n) => n)];
    expect(Array.from(choosePrototypes(units, candidates).rows)).not.toContain(400);
    const chosen = prototypesBy(units, candidates, densityPeaks);
    expect(chosen.rows.at(-1)).toBe(400);
    expect(new Set(chosen.classOf)).toEqual(new Set([1]));
    tf.dispose([points, units]);
    expect(liveTensors()).toBe(0);
  });
});
