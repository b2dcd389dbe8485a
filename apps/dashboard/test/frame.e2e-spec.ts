import { afterAll, beforeAll, expect, it } from 'vitest';
import { inBrowser, says } from './testing/browser.js';
import { pageUnderTest, type PageUnderTest } from './testing/page-under-test.js';

inBrowser('the frame of the page', (browser) => {
  let service: PageUnderTest;
  beforeAll(async () => {
    service = await pageUnderTest();
  });
  afterAll(() => service?.stop());

  it('says what to do where there is no project yet, and shows one as soon as it is made', async () => {
    const { page, violations } = await browser.open(service.url);
    await says(page, 'There is no project yet');
    expect(await violations()).toEqual([]);
    await service.ask('POST', '/v1/projects', { id: 'birds', classes: ['owl', 'wren'] });
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/p/birds');
  });

  it('keeps the theme that somebody chose', async () => {
    const { page } = await browser.open(`${service.url}/p/birds`);
    await page.getByRole('button', { name: 'Use the dark theme' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Use the light theme' }).waitFor();
    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('dark');
  });

  it('says so where there is no such project', async () => {
    const { page } = await browser.open(`${service.url}/p/fish`);
    await says(page, 'There is no project "fish"');
  });
});
