import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFeatures, parseEventJson, projectFrom, resolveLabel } from '#labels';
import { openCrowd, type Crowd, type CrowdSettings } from '../crowd/crowd-stream.js';
import { featureShapeOf } from '../crowd/images.js';
import { labelLine } from '../crowd/label-line.js';
import { pump } from '../crowd/pump.js';
import { FileSink } from './file-sink.js';
import type { LabelStyle } from './sink.js';
import { truthLines } from './truth-lines.js';

const settings: CrowdSettings = { labels: 600, sources: 12, classCount: 10, seed: 7 };
const style: LabelStyle = { project: 'p', features: true };

describe('a simulated file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'qualm-simulate-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function write(name: string, crowd: Crowd, how: LabelStyle = style): Promise<string> {
    const sink = new FileSink(join(folder, name), crowd, how);
    const signal = new AbortController().signal;
    const write = (labels: Parameters<FileSink['write']>[0]) => sink.write(labels);
    await pump(crowd, { skip: 0, batchLabels: 100, perSecond: Infinity, signal, write, onWritten: () => {} });
    await sink.close();
    return readFileSync(join(folder, name), 'utf8');
  }

  it('has the same bytes for the same seed', async () => {
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    const one = await write('one', openCrowd(settings));
    expect(digest(await write('two', openCrowd(settings)))).toBe(digest(one));
    expect(digest(await write('three', openCrowd({ ...settings, seed: 8 })))).not.toBe(digest(one));
  });

  it('is what a replay and the API read: features as numbers, once per example; gold once per honeypot', async () => {
    const crowd = openCrowd(settings);
    const project = projectFrom({ id: 'p', classes: 10, ...featureShapeOf(crowd.images) }, 0);
    const lines = (await write('read', crowd)).trimEnd().split('\n');
    const events = lines.flatMap((line) => parseEventJson(JSON.parse(line), { project: 'p' }));
    const labels = events.filter((e) => e.kind === 'label');
    expect(labels.length).toBe(600);
    const withFeatures = labels.filter((e) => e.features);
    expect(new Set(withFeatures.map((e) => e.exampleId)).size).toBe(withFeatures.length);
    expect(new Set(labels.map((e) => e.exampleId)).size).toBe(withFeatures.length);
    for (const { features } of withFeatures) expect(checkFeatures(project, features!).length).toBe(784);
    const gold = events.filter((e) => e.kind === 'gold');
    expect(gold.length).toBeGreaterThan(0);
    expect(new Set(gold.map((e) => e.exampleId)).size).toBe(gold.length);
  });

  it('writes class names where there are some, and no features when asked', async () => {
    const classNames = ['cat', 'dog', 'bird'];
    const crowd = openCrowd({ ...settings, classCount: 3 });
    const project = projectFrom({ id: 'p', classes: classNames }, 0);
    const lines = (await write('named', crowd, { project: 'p', features: false, classNames })).trimEnd().split('\n');
    for (const line of lines) {
      const parsed = JSON.parse(line) as { label: string; features?: unknown };
      expect(parsed.features).toBeUndefined();
      resolveLabel(project, parsed.label);
    }
    expect(truthLines(crowd, classNames)).toMatch(/^\{"exampleId":"img-\d+","truth":"(cat|dog|bird)"\}\n/);
  });
});

it('writes base64 that holds the very bytes of the image', () => {
  const crowd = openCrowd({ ...settings, labels: 1 });
  const { features } = crowd.images;
  const label = { exampleId: 'i', image: 3, sourceId: 's', given: 1, truth: 2, isFirst: true, isGold: false };
  const line = JSON.parse(labelLine(label, features, { format: 'base64' })) as { features: string };
  const bytes = Buffer.from(line.features, 'base64');
  expect(bytes.equals(Buffer.from(features.values.subarray(3 * 784, 4 * 784)))).toBe(true);
});

it('says what is true of each example and each annotator', () => {
  const lines = truthLines(openCrowd(settings), undefined).trimEnd().split('\n');
  const sources = lines
    .map((l) => JSON.parse(l) as { sourceId?: string; character?: string })
    .filter((l) => l.sourceId);
  expect(sources.length).toBe(12);
  expect(sources.filter((s) => s.character !== 'good').length).toBe(5);
});

it('paces a stream, and stops at once when it is told to', async () => {
  const crowd = openCrowd({ ...settings, labels: 100, synthetic: true });
  const controller = new AbortController();
  let written = 0;
  const options = { skip: 40, batchLabels: 10, signal: controller.signal, onWritten: (n: number) => (written = n) };
  const beganMs = performance.now();
  await pump(crowd, { ...options, perSecond: 500, write: async () => {} });
  expect(performance.now() - beganMs).toBeGreaterThan(90);
  expect(written).toBe(100);
  const slow = pump(crowd, { ...options, perSecond: 1, write: async () => controller.abort() });
  await expect(slow).rejects.toThrow(/abort/i);
  expect(written).toBe(50);
});
