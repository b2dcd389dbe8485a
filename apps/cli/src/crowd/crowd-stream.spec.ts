import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Character } from './annotators.js';
import { crowdLabels, openCrowd, type CrowdLabel, type CrowdSettings } from './crowd-stream.js';

const settings: CrowdSettings = { labels: 8_000, sources: 40, classCount: 10, seed: 1 };

function accuracyOf(labels: CrowdLabel[]): number {
  return labels.filter((l) => l.given === l.truth).length / labels.length;
}

function groupBy(labels: CrowdLabel[], keyOf: (label: CrowdLabel) => string): Map<string, CrowdLabel[]> {
  const groups = new Map<string, CrowdLabel[]>();
  for (const label of labels) groups.set(keyOf(label), [...(groups.get(keyOf(label)) ?? []), label]);
  return groups;
}

function digest(labels: CrowdLabel[]): string {
  return createHash('sha256').update(JSON.stringify(labels)).digest('hex');
}

describe('a crowd on MNIST', () => {
  const crowd = openCrowd(settings);
  const labels = [...crowdLabels(crowd)];
  const bySource = groupBy(labels, (l) => l.sourceId);
  const of = (character: Character) => bySource.get(crowd.annotators.find((a) => a.character === character)!.sourceId)!;

  it('is the same for the same seed, and another for another', () => {
    expect(digest([...crowdLabels(openCrowd(settings))])).toBe(digest(labels));
    expect(digest([...crowdLabels(openCrowd({ ...settings, seed: 2 }))])).not.toBe(digest(labels));
  });

  it('gives about 3 labels to an example, each source once, and about 4 % honeypots', () => {
    const byExample = groupBy(labels, (l) => l.exampleId);
    expect(labels.length).toBe(settings.labels);
    expect(labels.length / byExample.size).toBeGreaterThan(2.8);
    expect(labels.length / byExample.size).toBeLessThan(3.1);
    for (const own of byExample.values()) {
      expect(new Set(own.map((l) => l.sourceId)).size).toBe(own.length);
      expect(own.filter((l) => l.isFirst)).toEqual([own[0]]);
    }
    const gold = [...byExample.values()].filter((own) => own[0]!.isGold).length / byExample.size;
    expect(gold).toBeGreaterThan(0.03);
    expect(gold).toBeLessThan(0.05);
  });

  it('lets good annotators be as good as they are said to be', () => {
    const good = crowd.annotators.filter((a) => a.character === 'good');
    expect(good.length).toBe(35);
    for (const annotator of good) {
      const own = bySource.get(annotator.sourceId)!;
      expect(annotator.accuracy).toBeGreaterThanOrEqual(0.85);
      expect(annotator.accuracy).toBeLessThanOrEqual(0.97);
      const fourDeviations = 4 * Math.sqrt(0.15 / own.length);
      expect(Math.abs(accuracyOf(own) - annotator.accuracy)).toBeLessThan(fourDeviations);
    }
    const all = good.flatMap((a) => bySource.get(a.sourceId)!);
    expect(accuracyOf(all)).toBeGreaterThan(0.9);
    expect(accuracyOf(all)).toBeLessThan(0.92);
  });

  it('has the five bad ones that it names', () => {
    expect(accuracyOf(of('spammer'))).toBeLessThan(0.2);
    expect(accuracyOf(of('adversary'))).toBeLessThan(0.2);
    expect(new Set(of('constant').map((l) => l.given))).toEqual(new Set([0]));
    const swapped = of('swapper').filter((l) => l.truth === 1 || l.truth === 7);
    expect(accuracyOf(swapped)).toBeLessThan(0.15);
    expect(accuracyOf(of('swapper').filter((l) => !swapped.includes(l)))).toBeGreaterThan(0.85);
    const half = Math.floor(of('turncoat').length / 2);
    expect(accuracyOf(of('turncoat').slice(0, half))).toBeGreaterThan(0.8);
    expect(accuracyOf(of('turncoat').slice(half))).toBeLessThan(0.65);
  });

  it('makes more mistakes on images that look like another digit', () => {
    const honest = labels.filter((l) => crowd.annotators.find((a) => a.sourceId === l.sourceId)!.character === 'good');
    const hard = honest.filter((l) => crowd.lookalikes.isHard[l.image]);
    expect(hard.length / honest.length).toBeGreaterThan(0.1);
    expect(accuracyOf(hard)).toBeLessThan(accuracyOf(honest) - 0.08);
  });
});

describe('a crowd on synthetic features', () => {
  it.each([2, 3, 30])('labels %i classes', (classCount) => {
    const labels = [...crowdLabels(openCrowd({ ...settings, labels: 3_000, classCount, synthetic: true }))];
    expect(new Set(labels.map((l) => l.truth)).size).toBe(classCount);
    expect(Math.max(...labels.map((l) => l.given))).toBe(classCount - 1);
    expect(accuracyOf(labels)).toBeGreaterThan(0.7);
  });

  it('works with few annotators, who would have seen all open examples', () => {
    const labels = [...crowdLabels(openCrowd({ ...settings, labels: 2_000, sources: 6, synthetic: true }))];
    expect(labels.length).toBe(2_000);
  });

  it('shows images again under other names when there are more examples than images', () => {
    const crowd = openCrowd({ ...settings, labels: 300, synthetic: true });
    const few = { ...crowd, images: { ...crowd.images, count: 20 } };
    const labels = [...crowdLabels(few)];
    expect(new Set(labels.map((l) => l.image)).size).toBe(20);
    expect(new Set(labels.map((l) => l.exampleId)).size).toBeGreaterThan(80);
  });
});
