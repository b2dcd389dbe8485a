import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '#testing';
import { inBrowser, says } from './testing/browser.js';
import { crowdOf } from './testing/crowd.js';
import { pageUnderTest, type PageUnderTest } from './testing/page-under-test.js';

const classes = ['cat', 'dog', 'owl', 'fish'];
const START_MS = Date.parse('2026-03-02T08:00:00Z');

interface SourceAnswer {
  alarms: { slot: string; acknowledgedBy: string | null }[];
  paused: { by: string; note: string | null } | null;
}

inBrowser('the room of a source', (browser) => {
  let service: PageUnderTest;
  const room = (id: string) => `${service.url}/p/pets/sources/${encodeURIComponent(id)}`;
  const source = (id: string) =>
    service.ask<SourceAnswer>('GET', `/v1/projects/pets/sources/${encodeURIComponent(id)}`);

  beforeAll(async () => {
    service = await pageUnderTest();
    await service.ask('POST', '/v1/projects', { id: 'pets', classes, settings: { display: { kind: 'text' } } });
    const sources = { ada: 0.95, ben: 0.95, cleo: 0.95, mallory: 0.1 };
    const labels = crowdOf({ examples: 150, classes: 4, sources, labelsPerExample: 4, goldEvery: 4, fromMs: START_MS });
    await service.sendLabels(
      'pets',
      labels.map((label) => ({ ...label, label: classes[label.label], text: `A photo, ${label.exampleId}` })),
    );
    await service.settled('pets');
  });
  afterAll(() => service?.stop());

  it('says who it is, what to do, and how it confuses classes', async () => {
    const { page } = await browser.open(room('mallory'));
    await says(page, /^It is right in about \d+\s% of its labels .* the line is \d+\s%\. It /);
    await says(page, 'What to do.');
    const map = page.getByLabel(/^How this source confuses classes/);
    await map.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await says(page, /^It finds .* of the examples of dog\./);
    await map.getByRole('cell', { includeHidden: true }).nth(3).hover();
    await says(page, /^It calls .* of the examples of cat a owl\.|^It calls .* of the examples of cat a fish\./);
    await page.getByLabel(/^How all sources together confuse classes/).waitFor();
    expect(await page.getByRole('meter').count()).toBe(4);
    await page
      .getByRole('img', { name: /^Share of right labels over time/ })
      .locator('svg')
      .waitFor();
  });

  it('shows its suspect labels with what was seen, said and meant', async () => {
    const { page } = await browser.open(room('mallory'));
    const suspects = page.getByRole('region', { name: 'Its suspect labels' });
    const first = suspects.getByRole('listitem').first();
    await says(first, /A photo, example-\d+/);
    await says(first, /\d+\s% right/);
  });

  it('takes an alarm on, with a name and a note, and closes it', async () => {
    const { page } = await browser.open(room('mallory'));
    const alarms = (await source('mallory')).alarms.length;
    expect(alarms).toBeGreaterThan(0);
    const desk = page.getByRole('region', { name: /open alarm/i });
    await desk.getByRole('button', { name: 'I take it on' }).first().click();
    expect((await source('mallory')).alarms.every(({ acknowledgedBy }) => acknowledgedBy === null)).toBe(true);
    await desk.getByLabel('Your name').first().fill('Rita');
    await desk.getByLabel('Note').first().fill('will talk to her');
    await desk.getByRole('button', { name: 'I take it on' }).first().click();
    await says(desk, 'Taken on by Rita');
    await says(page.getByRole('region', { name: 'What changed when' }), 'will talk to her');
    expect((await source('mallory')).alarms.some(({ acknowledgedBy }) => acknowledgedBy === 'Rita')).toBe(true);
    await desk.getByRole('button', { name: 'Close it' }).first().click();
    await until(async () => (await source('mallory')).alarms.length < alarms);
    await says(page.getByRole('region', { name: 'What changed when' }), 'Alarm closed');
  });

  it('pauses a source, and lets it go on', async () => {
    const { page } = await browser.open(room('ben'));
    await page.getByRole('button', { name: 'Pause' }).click();
    const dialog = page.getByRole('dialog');
    await says(dialog, /told by webhook/);
    await dialog.getByLabel('Your name').fill('Rita');
    await dialog.getByLabel('Note').fill('on holiday');
    await dialog.getByRole('button', { name: 'Pause' }).click();
    await says(page, /Paused by Rita/);
    expect((await source('ben')).paused).toMatchObject({ by: 'Rita', note: 'on holiday' });
    await page.getByRole('button', { name: 'Resume' }).click();
    await dialog.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    expect((await source('ben')).paused).toBeNull();
  });

  it('says that there is no such source', async () => {
    const { page, complaints } = await browser.open(room('nobody'));
    await says(page, 'There is no such source');
    complaints.length = 0;
  });

  it('can be read by everybody, in both themes', async () => {
    const { page, violationsInBothThemes, layoutShift } = await browser.open(room('mallory'));
    await page
      .getByRole('img', { name: /^Share of right labels over time/ })
      .locator('svg')
      .waitFor();
    await says(page.getByRole('region', { name: 'Its suspect labels' }), /\d+\s% right/);
    expect(await violationsInBothThemes()).toEqual([]);
    expect(await layoutShift()).toBeLessThan(0.1);
  });

  it('fits a phone', async () => {
    const { page, sideways } = await browser.open(room('mallory'), { width: 380 });
    await says(page.getByRole('region', { name: 'Its suspect labels' }), /\d+\s% right/);
    expect(await sideways()).toBe(0);
  });

  it.each([60, 150])('can be read where there are %i classes', async (count) => {
    const id = `of-${count}`;
    await service.ask('POST', '/v1/projects', { id, classes: count });
    await service.sendLabels(
      id,
      crowdOf({ examples: 150, classes: count, sources: { ada: 0.9, ben: 0.8, cleo: 0.7 } }),
    );
    await service.settled(id);
    const { page, violations, sideways } = await browser.open(`${service.url}/p/${id}/sources/cleo`);
    if (count <= 100) {
      await page.getByLabel(/^How this source confuses classes/).hover({ position: { x: 30, y: 30 } });
      await says(page, /of the examples of \d+/);
    } else {
      await page.getByRole('region', { name: 'What was called what' }).waitFor();
    }
    expect(await violations()).toEqual([]);
    expect(await sideways()).toBe(0);
  });
});
