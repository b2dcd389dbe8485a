import { describe, expect, it } from 'vitest';
import { countCrowd, crowdNoise, dawidSkene, majorityVote, type CrowdLabels } from './crowd.js';
import { UNITS_PER_LABEL } from './mass.js';
import { argmax } from './posterior.js';
import { randomOf } from './testing/random.js';

/** 400 examples of 4 classes, 5 labels each by 10 sources: five of .9, five that shift every class by one. */
function simulate(seed: number): CrowdLabels & { truth: number[] } {
  const random = randomOf(seed);
  const [exampleCount, sourceCount, classCount] = [400, 10, 4];
  const truth = Array.from({ length: exampleCount }, () => Math.floor(random() * classCount));
  const labels = { example: [] as number[], source: [] as number[], given: [] as number[] };
  truth.forEach((trueClass, n) => {
    for (let k = 0; k < 5; k++) {
      const source = (n * 3 + k * 2 + Math.floor(random() * 2)) % sourceCount;
      const good = source < 6;
      const right = random() < (good ? 0.85 : 0.2);
      labels.example.push(n);
      labels.source.push(source);
      labels.given.push(right ? trueClass : (trueClass + (good ? 1 + Math.floor(random() * 3) : 1)) % classCount);
    }
  });
  return { exampleCount, sourceCount, classCount, truth, ...labels };
}

function accuracy(t: Float64Array[], truth: number[]): number {
  return t.filter((row, n) => argmax(row) === truth[n]).length / truth.length;
}

describe('crowd', () => {
  it('majority vote is the share of votes, uniform where nobody voted', () => {
    const crowd = {
      exampleCount: 2,
      sourceCount: 3,
      classCount: 4,
      example: [0, 0, 0],
      source: [0, 1, 2],
      given: [1, 1, 3],
    };
    const t = majorityVote(crowd);
    expect([...t[0]!]).toEqual([0, 2 / 3, 0, 1 / 3]);
    expect([...t[1]!]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it.each([1, 2, 3])('Dawid-Skene recovers more than majority vote (seed %i)', (seed) => {
    const crowd = simulate(seed);
    const votes = accuracy(majorityVote(crowd), crowd.truth);
    const skilled = accuracy(dawidSkene(crowd), crowd.truth);
    expect(skilled).toBeGreaterThan(votes + 0.05);
    expect(skilled).toBeGreaterThan(0.9);
  });

  it('counts every label once, and reads each source from its own', () => {
    const crowd = simulate(4);
    const counts = countCrowd(crowd, dawidSkene(crowd));
    expect(counts.pooled.total).toBe(crowd.example.length * UNITS_PER_LABEL);
    const ofSources = counts.sources.reduce((sum, c) => sum + c.total, 0);
    expect(ofSources).toBe(counts.pooled.total);
    const accuracies = crowdNoise(counts, 4, { rowShrinkage: 4, skillShrinkage: 4 }).map((s) => s.accuracy);
    expect(Math.min(...accuracies.slice(0, 6))).toBeGreaterThan(0.7);
    expect(Math.max(...accuracies.slice(6))).toBeLessThan(0.4);
  });
});
