import { describe, expect, it } from 'vitest';
import { defaultProjectSettings, type Project } from '#labels';
import { drawForReview } from './review-draw.js';
import { contextOf, Example } from './testing/example.js';

function projectOf(reviewShare: number, about: Partial<Project> = {}): Project {
  return { ...contextOf().project, ...about, settings: { ...defaultProjectSettings, reviewShare } };
}

const ids = Array.from({ length: 20_000 }, (_, n) => `image-${n}.png`);
const fourSigma = (share: number, n: number) => 4 * Math.sqrt(n * share * (1 - share));
const drawn = (project: Project) => ids.filter((id) => drawForReview(project, id) > 0);

describe('the draw for review', () => {
  it.each([0.02, 0.1, 0.5])('takes a share of %f of the examples, everywhere in a numbered series', (share) => {
    const project = projectOf(share);
    const series = [ids, ids.filter((_, n) => n % 2), ids.slice(0, 5_000), ids.slice(15_000)];
    for (const part of series) {
      const taken = part.filter((id) => drawForReview(project, id) > 0).length;
      expect(Math.abs(taken - share * part.length)).toBeLessThan(fourSigma(share, part.length));
    }
  });

  it('records the probability, and takes nothing at 0 and all at 1', () => {
    const one = drawn(projectOf(0.1))[0]!;
    expect(drawForReview(projectOf(0.1), one)).toBe(0.1);
    expect(drawn(projectOf(0))).toEqual([]);
    expect(drawn(projectOf(1))).toHaveLength(ids.length);
  });

  it('is a larger one of the same examples at a larger share, and of others in another project', () => {
    const few = drawn(projectOf(0.1));
    const more = new Set(drawn(projectOf(0.2)));
    expect(few.every((id) => more.has(id))).toBe(true);
    for (const other of [projectOf(0.1, { id: 'q' }), projectOf(0.1, { createdAtMs: 1 })]) {
      const both = few.filter((id) => drawForReview(other, id) > 0).length;
      expect(Math.abs(both - 0.1 * few.length)).toBeLessThan(fourSigma(0.1, few.length));
    }
  });

  it('happens once, at the first label, whatever the labels are', () => {
    const first = new Example(contextOf(0.8, { reviewShare: 1 }));
    const other = new Example(contextOf(0.8, { reviewShare: 1 }));
    expect(first.label('ann', 0).change!.sampledWith).toBe(1);
    expect(other.label('bob', 2).change!.sampledWith).toBe(1);
    const never = new Example(contextOf(0.8, { reviewShare: 0 }));
    expect(never.label('ann', 0).change).not.toHaveProperty('sampledWith');
    never.context.project.settings.reviewShare = 1;
    expect(never.label('bob', 0).change).not.toHaveProperty('sampledWith');
  });
});
