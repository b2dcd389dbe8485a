import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repositoryFolder } from '#testing';
import { inBrowser, says } from './testing/browser.js';
import { crowdOf } from './testing/crowd.js';
import { pageUnderTest, type PageUnderTest } from './testing/page-under-test.js';

const good = { ada: 0.93, ben: 0.92, cleo: 0.94, dan: 0.91, eve: 0.9 };
const MAX_FIRST_LOAD_BYTES = 250 * 1024;

inBrowser('the project on the page', (browser) => {
  let service: PageUnderTest;
  let first = 0;

  const label = async (sources: Record<string, number>, examples: number) => {
    const labels = crowdOf({
      examples,
      classes: 4,
      sources,
      labelsPerExample: 4,
      goldEvery: 6,
      first,
      seed: first + 1,
    });
    first += examples;
    await service.sendLabels('pets', labels);
    await service.settled('pets');
  };

  beforeAll(async () => {
    service = await pageUnderTest();
    await service.ask('POST', '/v1/projects', { id: 'empty', classes: 2 });
    await service.ask('POST', '/v1/projects', { id: 'pets', classes: ['cat', 'dog', 'owl', 'fish'] });
    await label(good, 150);
  });
  afterAll(() => service?.stop());

  it('shows how right labels are, now and over time', async () => {
    const { page } = await browser.open(`${service.url}/p/pets`);
    await says(page, '600 labels of 150 examples, by 5 sources.');
    const { accuracy } = await service.ask<{ accuracy: number }>('GET', '/v1/projects/pets');
    await says(page.locator('.figures'), `${(100 * accuracy).toFixed(1)} %`);
    await page
      .getByRole('img', { name: /^Share of right labels over time/ })
      .locator('svg')
      .waitFor();
    await page.getByText('Show the numbers').click();
    await page.getByRole('columnheader', { name: 'Once corrected' }).waitFor();
    await says(page, 'No open alarm');
  });

  it('shows an alarm as it opens: a note, the open alarms, the table of sources', async () => {
    const { page } = await browser.open(`${service.url}/p/pets`);
    await says(page, 'No open alarm');
    await label({ ...good, 'vendor x/1': 0.2 }, 120);
    const toast = page.getByRole('log', { name: 'New alarms' });
    await says(toast, 'vendor x/1');
    const open = page.getByRole('region', { name: 'Open alarms' });
    await open.getByRole('link', { name: 'vendor x/1' }).waitFor();
    await says(page.getByRole('region', { name: 'What happened last' }), 'Opened');
    await page.getByRole('link', { name: 'Sources', exact: true }).click();
    const riskiest = page.getByRole('row').nth(1);
    await riskiest.getByRole('link', { name: 'vendor x/1' }).waitFor();
    await says(riskiest, /Accuracy · /);
  });

  it('shows the same alarm in a table that is open already', async () => {
    const { page } = await browser.open(`${service.url}/p/pets/sources?search=vendor+y`);
    await says(page, 'No source is like this');
    await label({ ...good, 'vendor y': 0.1 }, 120);
    await says(page.getByRole('row').nth(1), /Accuracy · /);
  });

  it('says what comes next where nothing was labeled yet', async () => {
    const { page, violations } = await browser.open(`${service.url}/p/empty`);
    await says(page, 'No label yet');
    await says(page, 'No model yet');
    expect(await violations()).toEqual([]);
  });

  it('says that the service does not answer, and goes on when it does', async () => {
    const { page, complaints } = await browser.open(`${service.url}/p/pets/classes`);
    await page.getByRole('heading', { name: 'Classes', level: 1 }).waitFor();
    await page.route('**/history*', (route) => route.abort());
    await page.getByRole('link', { name: 'Project', exact: true }).click();
    await says(page, 'the service does not answer');
    await page.unroute('**/history*');
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByRole('img', { name: /^Share of right labels over time/ }).waitFor();
    complaints.length = 0;
  });

  it('can be read by everybody, in both themes', async () => {
    const { page, violationsInBothThemes, layoutShift } = await browser.open(`${service.url}/p/pets`);
    await page
      .getByRole('img', { name: /^Share of right labels over time/ })
      .locator('svg')
      .waitFor();
    await says(page, 'vendor x/1');
    expect(await violationsInBothThemes()).toEqual([]);
    expect(await layoutShift()).toBeLessThan(0.1);
  });

  it('fits a phone', async () => {
    const { page, sideways, layoutShift, violations } = await browser.open(`${service.url}/p/pets`, { width: 380 });
    await says(page, 'vendor x/1');
    expect(await sideways()).toBe(0);
    expect(await layoutShift()).toBeLessThan(0.1);
    expect(await violations()).toEqual([]);
  });

  it('loads less than 250 KB of JavaScript for its first screen, charts included', async () => {
    const { page, scripts } = await browser.open(`${service.url}/p/pets`);
    await page
      .getByRole('img', { name: /^Share of right labels over time/ })
      .locator('svg')
      .waitFor();
    const folder = join(repositoryFolder, 'dist/apps/dashboard');
    const bytes = scripts.map((path) => gzipSync(readFileSync(join(folder, path))).length);
    expect(bytes.length).toBeGreaterThan(2);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_FIRST_LOAD_BYTES);
  });
});
