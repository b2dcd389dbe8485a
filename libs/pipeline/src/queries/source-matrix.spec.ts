import { describe, expect, it } from 'vitest';
import { defaultPosteriorSettings, NoiseCounts, pointMass, ProjectNoise } from '#noise';
import { newSourceState } from '#watch';
import { readSourceMatrix } from './source-matrix.js';

describe('the noise matrix that is shown of a source', () => {
  it('has rows that sum to 1, and intervals around what was counted', async () => {
    const state = newSourceState();
    for (let n = 0; n < 40; n++) state.history.add(n, n % 4 === 0 ? 1 : 0, pointMass(0));
    const project = new ProjectNoise(3, new NoiseCounts());
    const { dense, cells, cellsLeftOut } = await readSourceMatrix(state, project, defaultPosteriorSettings);
    for (const row of dense!) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(cells.map((c) => [c.trueClass, c.given, c.count])).toEqual([
      [0, 0, 30],
      [0, 1, 10],
    ]);
    expect(cellsLeftOut).toBe(0);
    const [diagonal] = cells;
    expect(diagonal!.interval[0]).toBeLessThan(0.75);
    expect(diagonal!.interval[1]).toBeGreaterThan(0.75);
    expect(diagonal!.interval[1] - diagonal!.interval[0]).toBeLessThan(0.35);
  });

  it('shows the diagonal of a class that was met but never given', async () => {
    const state = newSourceState();
    state.history.add(0, 1, pointMass(0));
    const project = new ProjectNoise(3, new NoiseCounts());
    const { cells } = await readSourceMatrix(state, project, defaultPosteriorSettings);
    expect(cells.map((c) => [c.trueClass, c.given, c.count])).toEqual([
      [0, 1, 1],
      [0, 0, 0],
    ]);
  });

  it('is sparse above a hundred classes', async () => {
    const project = new ProjectNoise(101, new NoiseCounts());
    expect((await readSourceMatrix(newSourceState(), project, defaultPosteriorSettings)).dense).toBeUndefined();
  });
});
