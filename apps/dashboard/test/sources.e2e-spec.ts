import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '#testing';
import { inBrowser, says } from './testing/browser.js';
import { crowdOf, type CrowdLabel } from './testing/crowd.js';
import { pageUnderTest, type PageUnderTest } from './testing/page-under-test.js';

const MANY = 1_500;
const MAX_ROWS = 60;
/** A turn of the wheel is animated. */
const SCROLLS_MS = 500;

inBrowser('the sources on the page', (browser) => {
  let service: PageUnderTest;
  const table = () => `${service.url}/p/many/sources`;

  beforeAll(async () => {
    service = await pageUnderTest();
    await service.ask('POST', '/v1/projects', { id: 'many', classes: 5 });
    await service.sendLabels('many', oneLabelEach(MANY));
    const busy = { 'zoe (team/9) 100%': 0.9, yan: 0.92, xia: 0.94, 'always wrong': 0 };
    await service.sendLabels(
      'many',
      crowdOf({ examples: 120, classes: 5, sources: busy, labelsPerExample: 4, goldEvery: 5 }),
    );
    await service.settled('many');
  });
  afterAll(() => service?.stop());

  it('lists the riskiest first, in few rows of the document however far one scrolls', async () => {
    const { page } = await browser.open(table());
    await says(page, `${(MANY + 4).toLocaleString('en')} sources`);
    await page.getByRole('row').nth(1).getByRole('link', { name: 'always wrong' }).waitFor();
    const seen = new Set<string>();
    for (let n = 0; n < 12; n++) {
      await page.mouse.wheel(0, 6_000);
      await until(() => page.evaluate<boolean>(`document.querySelectorAll('.source-rows [role=row]').length > 5`));
      const names = await page.locator('.source-name').allTextContents();
      expect(names.length).toBeLessThan(MAX_ROWS);
      for (const name of names) seen.add(name);
    }
    expect(seen.size).toBeGreaterThan(150);
  });

  it('searches, filters and sorts; the address says how', async () => {
    const { page } = await browser.open(table());
    await page.getByRole('searchbox', { name: 'Search by name' }).fill('ZOE');
    await says(page, '1 of 1,504 sources');
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('Alarm', { exact: true }).selectOption('open');
    await says(page, '1 of 1,504 sources');
    await page.getByLabel('Evidence').selectOption('gold');
    await page.getByLabel('Kind').selectOption('drift');
    await says(page, 'No source is like this');
    await page.getByLabel('Kind').selectOption('');
    await page.getByRole('link', { name: 'always wrong' }).waitFor();
    expect(new URL(page.url()).search).toBe('?alarm=open&evidence=gold');
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('button', { name: 'Labels', exact: true }).click();
    await page.getByRole('row').nth(1).getByText('120').waitFor();
    const head = page.getByRole('columnheader', { name: 'Labels', exact: true });
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: 'Labels', exact: true }).click();
    await page.getByRole('link', { name: /^w-/ }).first().waitFor();
    expect(new URL(page.url()).search).toBe('?sort=labels&order=asc');
    await page.reload();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
  });

  it('is where one left it when one comes back from a source', async () => {
    const { page } = await browser.open(`${table()}?sort=sourceId&order=desc`);
    await page.getByRole('link', { name: 'zoe (team/9) 100%' }).waitFor();
    await page.mouse.wheel(0, 5_000);
    await until(() => page.evaluate<boolean>('scrollY > 4000'));
    await page.waitForTimeout(SCROLLS_MS);
    const name = await middleName(page);
    const place = await page.evaluate('scrollY');
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await until(() => page.evaluate<boolean>('scrollY === 0'));
    await page.getByRole('link', { name: 'All sources' }).click();
    await page.getByRole('link', { name, exact: true }).waitFor();
    await until(() => page.evaluate<boolean>(`scrollY === ${place}`));
    expect(new URL(page.url()).search).toBe('?sort=sourceId&order=desc');
    await page.goBack();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name, exact: true }).waitFor();
    await until(() => page.evaluate<boolean>(`scrollY === ${place}`));
  });

  it('opens a source by the keyboard, whatever it is called', async () => {
    const { page } = await browser.open(`${table()}?search=zoe`);
    await page.getByRole('link', { name: 'zoe (team/9) 100%' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'zoe (team/9) 100%', level: 1 }).waitFor();
    await page.reload();
    await says(page, /It is right in about/);
  });

  it('says what the service says of an address that is wrong', async () => {
    const { page, complaints } = await browser.open(`${table()}?kind=colour`);
    await says(page, /kind: .*colour/);
    complaints.length = 0;
  });

  it('can be read by everybody, in both themes', async () => {
    const { page, violationsInBothThemes, layoutShift } = await browser.open(table());
    await page.getByRole('link', { name: 'always wrong' }).waitFor();
    expect(await violationsInBothThemes()).toEqual([]);
    expect(await layoutShift()).toBeLessThan(0.1);
  });

  it('fits a phone, where rows are cards', async () => {
    const { page, sideways, violations, layoutShift } = await browser.open(table(), { width: 380, height: 720 });
    await page.getByRole('link', { name: 'always wrong' }).waitFor();
    expect(await sideways()).toBe(0);
    expect(await violations()).toEqual([]);
    expect(await layoutShift()).toBeLessThan(0.1);
    await page.getByLabel('Order').selectOption('sourceId');
    await page.getByRole('link', { name: 'always wrong' }).waitFor();
    expect(new URL(page.url()).search).toBe('?sort=sourceId&order=asc');
  });
});

function oneLabelEach(sources: number): CrowdLabel[] {
  return Array.from({ length: sources }, (_, n) => ({
    exampleId: `shared-${n % 400}`,
    sourceId: `w-${String(n).padStart(4, '0')}`,
    label: (n % 400) % 5,
  }));
}

/** Of the row in the middle of the window. */
function middleName(page: Page): Promise<string> {
  return page.evaluate(`document.elementFromPoint(innerWidth / 2, innerHeight / 2)
    .closest('[role=row]').querySelector('.source-name').textContent`);
}
