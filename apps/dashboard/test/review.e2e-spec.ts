import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '#testing';
import { inBrowser, says, type View } from './testing/browser.js';
import { crowdOf } from './testing/crowd.js';
import { pageUnderTest, type PageUnderTest } from './testing/page-under-test.js';
import { next, shown } from './testing/review-example.js';

const classes = ['owl', 'wren', 'kite', 'crow', 'swan'];
const sources = { ann: 0.8, ben: 0.75, cid: 0.8, dan: 0.3, eve: 0.7 };

interface Example {
  suggestedLabel: string;
  gold: { label: string; reviewer: string } | null;
  labels: { label: string; quality: number; suspect: boolean }[];
}

inBrowser('review', (browser) => {
  let service: PageUnderTest;
  const api = <T>(path: string) => service.ask<T>('GET', `/v1/projects/birds/${path}`);
  const example = (id: string) => api<Example>(`examples/${id}`);
  const stateOf = async (id: string) =>
    (await api<{ items: { exampleId: string; state: string }[] }>('reviews?limit=1000')).items.find(
      ({ exampleId }) => exampleId === id,
    )?.state;

  beforeAll(async () => {
    service = await pageUnderTest();
    await service.ask('POST', '/v1/projects', { id: 'birds', classes, settings: { reviewShare: 0.1 } });
    const labels = crowdOf({ examples: 600, classes: classes.length, sources });
    await service.sendLabels(
      'birds',
      labels.map((label) => ({ ...label, label: classes[label.label] })),
    );
    await service.settled('birds');
  });
  afterAll(() => service?.stop());

  const open = async (reviewer: string, lane: 'first' | 'sampled' | 'targeted', view?: View) => {
    const watched = await browser.open(`${service.url}/p/birds/review`, view);
    await watched.page.getByLabel('Your name').fill(reviewer);
    await watched.page.keyboard.press('Enter');
    if (lane !== 'first') await watched.page.getByLabel('What to review').selectOption(lane);
    await shown(watched.page);
    return watched;
  };

  it('changes a verdict by one key, and brings it back by another', async () => {
    const { page } = await open('ann', 'targeted');
    const id = await shown(page);
    const before = await example(id);
    const other = classes.findIndex((name) => before.labels.every(({ label }) => label !== name));
    await page.keyboard.press(String(other + 1));
    await says(page, `${id} is ${classes[other]}.`);
    expect(await shown(page)).not.toBe(id);
    await until(async () => (await example(id)).gold !== null);
    expect(await example(id)).toMatchObject({ gold: { label: classes[other], reviewer: 'ann' } });
    const qualities = async () => (await example(id)).labels.map(({ quality }) => quality);
    expect(await qualities()).toEqual(before.labels.map(() => 0));

    await page.keyboard.press('z');
    expect(await shown(page)).toBe(id);
    await until(async () => (await example(id)).gold === null);
    expect(Math.max(...(await qualities()))).toBeGreaterThan(0.1);

    await page.keyboard.press('s');
    await until(async () => (await example(id)).gold?.label === before.suggestedLabel);
    await page.getByText('Suggestion right').waitFor();
  });

  it('hides the suggestion in the random sample until it is asked for', async () => {
    const { page } = await open('ben', 'sampled');
    const id = await shown(page);
    await says(page, 'so that they do not lead you');
    await page.keyboard.press('s');
    expect(await shown(page)).toBe(id);
    await page.keyboard.press('h');
    await says(page, 'How probable each class is');
    await page.keyboard.press('h');
    await says(page, 'so that they do not lead you');
  });

  it('sets aside what cannot be told, and leaves what is skipped alone', async () => {
    const { page } = await open('cid', 'targeted');
    const skipped = await shown(page);
    await page.keyboard.press('x');
    const unsure = await next(page, skipped);
    await page.keyboard.press('u');
    await next(page, unsure);
    await until(async () => (await api<{ aside: number }>('reviews/stats')).aside === 1);
    expect((await example(skipped)).gold).toBeNull();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect(await shown(page)).toBe(skipped);
    await until(async () => (await api<{ aside: number }>('reviews/stats')).aside === 0);
  });

  it('finds one of a thousand classes by a few letters', async () => {
    const many = Array.from({ length: 1_000 }, (_, n) => `class-${String(n).padStart(3, '0')}`);
    await service.ask('POST', '/v1/projects', { id: 'many', classes: many, settings: { reviewShare: 1 } });
    await service.ask('POST', '/v1/projects/many/labels', { exampleId: 'x', sourceId: 'ann', label: 'class-007' });
    await service.settled('many');
    const { page, violations } = await browser.open(`${service.url}/p/many/review`);
    await page.getByLabel('Your name').fill('dan');
    await page.keyboard.press('Enter');
    expect(await shown(page)).toBe('x');
    await page.keyboard.press('c');
    await page.getByRole('combobox', { name: /Which class/ }).fill('93');
    await says(page, '20 of 20 shown');
    expect(await violations()).toEqual([]);
    await page.getByRole('combobox', { name: /Which class/ }).fill('s-93');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await says(page, 'Nothing waits for you');
    const gold = async () => (await service.ask<Example>('GET', '/v1/projects/many/examples/x')).gold;
    await until(async () => (await gold()) !== null);
    expect(await gold()).toMatchObject({ label: 'class-931', reviewer: 'dan' });
  });

  it('listens to no key after somebody said so', async () => {
    const { page } = await open('eve', 'targeted');
    const id = await shown(page);
    await page.keyboard.press('?');
    await page.getByLabel('Use these keys').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    expect(await shown(page)).toBe(id);
    await page.getByRole('button', { name: 'Keep' }).click();
    await next(page, id);
  });

  it('gives back what it holds when the screen is left', async () => {
    const { page } = await open('fay', 'first');
    const id = await shown(page);
    expect(await stateOf(id)).toBe('claimed');
    await page.getByRole('link', { name: 'Classes' }).click();
    await until(async () => (await stateOf(id)) === 'free');
  });

  it('gives back what it holds when the tab goes elsewhere', async () => {
    const { page } = await open('gus', 'first');
    const id = await shown(page);
    expect(await stateOf(id)).toBe('claimed');
    await page.goto('about:blank');
    await until(async () => (await stateOf(id)) === 'free');
  });

  it('keeps an answer while the service cannot be reached', async () => {
    const { page, complaints } = await open('ivo', 'targeted');
    const id = await shown(page);
    await page.context().setOffline(true);
    await page.keyboard.press('k');
    await next(page, id);
    await says(page, 'Not sent yet: the service does not answer');
    await page.context().setOffline(false);
    await until(async () => (await example(id)).gold?.reviewer === 'ivo');
    // The browser writes every request that found no service to the console.
    expect(complaints.every((line) => line.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true);
    complaints.length = 0;
  });

  it('takes 200 answers from the keyboard', async () => {
    const { page } = await open('hal', 'targeted');
    const before = (await api<{ targeted: { answered: number } }>('reviews/stats')).targeted.answered;
    const seen = new Set<string>();
    const times: number[] = [];
    let id = await shown(page);
    for (let n = 0; n < 200; n++) {
      seen.add(id);
      const from = performance.now();
      await page.keyboard.press(['k', 's', '1', '4'][n % 4]!);
      id = await next(page, id);
      times.push(performance.now() - from);
    }
    expect(seen.size).toBe(200);
    const answered = async () =>
      (await api<{ targeted: { answered: number } }>('reviews/stats')).targeted.answered - before;
    await until(async () => (await answered()) === 200, 60_000);
    times.sort((a, b) => a - b);
    console.log(
      `200 answers: median ${times[100]!.toFixed(0)} ms from the key to the next example, 95 % within ${times[190]!.toFixed(0)} ms`,
    );
    await page.getByText('Yours today').locator('xpath=..').getByText('200', { exact: true }).waitFor();
  });

  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    it('keeps to WCAG 2.2 AA, fits a phone, and nothing moves', async () => {
      const { page, violations, layoutShift, sideways } = await browser.open(`${service.url}/p/birds/review`, {
        theme,
      });
      expect(await violations()).toEqual([]);
      await page.getByLabel('Your name').fill(`kim-${theme}`);
      await page.keyboard.press('Enter');
      await shown(page);
      expect(await violations()).toEqual([]);
      await page.keyboard.press('h');
      await says(page, 'How probable each class is');
      expect(await violations()).toEqual([]);
      await page.keyboard.press('?');
      await says(page, 'Review with the keyboard');
      expect(await violations()).toEqual([]);
      expect(await layoutShift()).toBeLessThan(0.1);
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 380, height: 800 });
      expect(await sideways()).toBe(0);
      expect(await violations()).toEqual([]);
    });
  });
});
