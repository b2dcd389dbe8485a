import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '#testing';
import { inBrowser, says } from './testing/browser.js';
import { crowdOf } from './testing/crowd.js';
import { pageUnderTest, type PageUnderTest } from './testing/page-under-test.js';
import { next, shown } from './testing/review-example.js';

const classes = ['owl', 'wren', 'kite', 'crow'];
const sources = { ann: 0.85, ben: 0.85, cid: 0.85, 'dan & co/2': 0.4 };
const dan = 'dan & co/2';

interface Waiting {
  matching: number;
  items: { exampleId: string; lane: string; state: string }[];
}
type Filter = Record<string, string>;

inBrowser('review of some suspects', (browser) => {
  let service: PageUnderTest;
  const at = (path: string) => `${service.url}/p/birds${path}`;
  const waiting = (filter: Filter) =>
    service.ask<Waiting>('GET', `/v1/projects/birds/reviews?limit=1000&${new URLSearchParams(filter)}`);
  const idsOf = async (filter: Filter) => (await waiting(filter)).items.map(({ exampleId }) => exampleId);
  const goldOf = async (id: string) =>
    (
      await service.ask<{ gold: { origin: string; reviewer: string } | null }>(
        'GET',
        `/v1/projects/birds/examples/${id}`,
      )
    ).gold;
  const introduce = async (page: Page, name: string) => {
    await page.getByRole('region', { name: 'Who reviews?' }).getByLabel('Your name').fill(name);
    await page.keyboard.press('Enter');
  };

  beforeAll(async () => {
    service = await pageUnderTest();
    await service.ask('POST', '/v1/projects', { id: 'birds', classes, settings: { reviewShare: 0.1 } });
    const labels = crowdOf({ examples: 400, classes: classes.length, sources });
    await service.sendLabels(
      'birds',
      labels.map((label) => ({ ...label, label: classes[label.label] })),
    );
    await service.settled('birds');
  });
  afterAll(() => service?.stop());

  it('begins in the room of a source, goes by the keyboard, and ends when the filter is removed', async () => {
    const filter = { sourceId: dan, suspect: 'true' };
    const fits = new Set(await idsOf(filter));
    const { page } = await browser.open(at(`/sources/${encodeURIComponent(dan)}`));
    const card = page.getByRole('region', { name: 'Its suspect labels' });
    await card.getByRole('link', { name: 'Review these' }).click();
    await introduce(page, 'ida');
    const chip = page.getByRole('button', { name: `Only suspect labels by ${dan}` });
    await chip.waitFor();
    await says(page, `${fits.size} examples in the queue`);
    let id = await shown(page);
    // More than are claimed ahead.
    for (const key of ['k', 's', 'u', '1', 's', 'k', 'x']) {
      expect(fits.has(id)).toBe(true);
      await page.keyboard.press(key);
      id = await next(page, id);
    }
    await until(async () => (await waiting(filter)).matching === fits.size - 6);
    await says(page, `${fits.size - 6} examples in the queue`);
    expect(await page.getByLabel('What to review').isDisabled()).toBe(true);

    await page.reload();
    expect(fits.has(await shown(page))).toBe(true);
    await chip.click();
    await page.getByText('Random sample', { exact: true }).first().waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await chip.count()).toBe(0);
    const sampled = (await waiting({ lane: 'sampled' })).items.map(({ exampleId }) => exampleId);
    await until(async () => sampled.includes(await shown(page)));
  });

  it('begins at a pair of classes, and says when nothing more waits', async () => {
    const { page } = await browser.open(at('/classes'));
    const card = page.getByRole('region', { name: / called / });
    const [suggestedLabel, label] = (await card.getByRole('heading').innerText()).split(' called ');
    const fits = await idsOf({ label: label!, suggestedLabel: suggestedLabel! });
    await card.getByRole('link', { name: 'Review these' }).click();
    await introduce(page, 'jon');
    await page.getByRole('button', { name: `Only ${suggestedLabel} called ${label}:` }).waitFor();
    const seen = new Set<string>();
    for (let id = await shown(page); id !== ''; id = await nextOrEnd(page, id)) {
      seen.add(id);
      await page.keyboard.press('s');
    }
    expect([...seen].toSorted()).toEqual(fits.toSorted());
    await says(page, `Of “${suggestedLabel} called ${label}” nothing more is free`);
    await until(async () => (await goldOf(fits[0]!)) !== null);
    expect(await goldOf(fits[0]!)).toMatchObject({ origin: 'targeted', reviewer: 'jon' });
    await page.getByRole('button', { name: 'Review all others' }).click();
    await shown(page);
  });

  it('says what is wrong with a filter that cannot be', async () => {
    const { page, complaints } = await browser.open(at('/review?sourceId=nobody'));
    await introduce(page, 'kai');
    await says(page, 'source: "nobody" has given no label in project "birds" so far');
    await page.getByRole('button', { name: 'Only labels by nobody' }).click();
    await shown(page);
    // The browser writes every answer of 404 to the console.
    expect(complaints.every((line) => line.includes('404'))).toBe(true);
    complaints.length = 0;
  });

  it('keeps what is shown while somebody is there, and not for ever', async () => {
    const { page } = await browser.open(at('/review'));
    await page.clock.install();
    const renewals: number[] = [];
    page.on('response', (answer) => {
      if (answer.url().endsWith('/reviews/renew')) renewals.push(answer.status());
    });
    await introduce(page, 'lou');
    const id = await shown(page);
    await page.clock.fastForward('04:00');
    expect(renewals).toEqual([]);
    await page.clock.fastForward('02:00');
    await until(() => renewals.length === 1);
    expect(renewals).toEqual([200]);
    await page.clock.fastForward('08:00');
    await until(() => renewals.length === 2);
    expect(await shown(page)).toBe(id);
    await page.keyboard.press('h');
    await page.clock.fastForward('09:00');
    await until(() => renewals.length === 3);
    await page.clock.fastForward('07:00');
    expect(await shown(page)).toBe(id);
    await page.clock.fastForward('05:00');
    await says(page, 'You were away for a while');
    expect(renewals).toEqual([200, 200, 200]);
    await until(async () => (await waiting({})).items.find(({ exampleId }) => exampleId === id)?.state === 'free');
  });

  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    it('keeps to WCAG 2.2 AA, fits a phone, and nothing moves', async () => {
      const path = `/review?${new URLSearchParams({ sourceId: dan, suspect: 'true' })}`;
      const { page, violations, layoutShift, sideways } = await browser.open(at(path), { theme });
      await introduce(page, `mia-${theme}`);
      await shown(page);
      await says(page, 'in the queue');
      expect(await violations()).toEqual([]);
      expect(await layoutShift()).toBeLessThan(0.1);
      await page.setViewportSize({ width: 380, height: 800 });
      expect(await sideways()).toBe(0);
      expect(await violations()).toEqual([]);
    });
  });
});

/** The same, or nothing when nothing more waits. */
async function nextOrEnd(page: Page, id: string): Promise<string> {
  const end = page.getByText('Nothing more waits here');
  await Promise.any([next(page, id), end.waitFor()]);
  return (await end.count()) > 0 ? '' : shown(page);
}
