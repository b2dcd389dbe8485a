import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom, until } from '#testing';
import { inBrowser, says } from './testing/browser.js';
import { crowdOf } from './testing/crowd.js';
import { pageUnderTest, type PageUnderTest } from './testing/page-under-test.js';

const SIDE = 6;
const TRAINED_MS = 90_000;

/** A picture whose bright row says its class, with noise. */
function picture(truth: number, random: () => number): string {
  const bytes = Uint8Array.from({ length: SIDE * SIDE }, (_, n) => {
    const bright = Math.floor(n / SIDE) === truth;
    return Math.floor((bright ? 180 : 0) + 70 * random());
  });
  return Buffer.from(bytes).toString('base64');
}

inBrowser('models', (browser) => {
  let service: PageUnderTest;
  beforeAll(async () => {
    service = await pageUnderTest({
      QUALM_TRAINER: 'on',
      QUALM_TRAIN_WARMUP_LABELS: '150',
      QUALM_TRAIN_EVERY_MS: '1000',
    });
    const shape = { featureShape: [SIDE, SIDE, 1], featureType: 'uint8' };
    await service.ask('POST', '/v1/projects', { id: 'rows', classes: 3, ...shape });
  });
  afterAll(() => service?.stop());

  it('says so where there is none yet', async () => {
    const { page, violations } = await browser.open(`${service.url}/p/rows/models`);
    await says(page, 'There is no model yet');
    expect(await violations()).toEqual([]);
  });

  it('shows versions with their gate, the line for odd labels and the prototypes as pictures', async () => {
    const random = seededRandom(7);
    const labels = crowdOf({ examples: 120, classes: 3, sources: { ann: 0.95, ben: 0.9, cid: 0.6 }, goldEvery: 1 });
    const truths = new Map(labels.flatMap(({ exampleId, gold }) => (gold === undefined ? [] : [[exampleId, gold]])));
    const pictures = new Map([...truths].map(([id, truth]) => [id, picture(truth!, random)]));
    await service.sendLabels(
      'rows',
      labels.map((label) => ({ ...label, features: pictures.get(label.exampleId) })),
    );
    const versions = async () =>
      (await service.ask<{ items: { version: number }[] }>('GET', '/v1/projects/rows/models')).items.length;
    await until(async () => (await versions()) > 0, TRAINED_MS);

    const { page, layoutShift } = await browser.open(`${service.url}/p/rows/models`);
    await says(page, /label loss \d/);
    await page.getByText('in use', { exact: true }).first().waitFor();
    await page.getByRole('img', { name: /of the given labels and .* of simulated random labels/ }).waitFor();
    const prototypes = page.getByRole('region', { name: 'Prototypes' });
    await prototypes.locator('canvas').first().waitFor();
    expect(await prototypes.locator('canvas').count()).toBeGreaterThanOrEqual(3);
    await page.getByRole('button', { name: 'Version 1', exact: true }).click();
    await says(page, 'Version 1: label loss');
    await says(page, 'Weight of the prototypes');
    expect(await layoutShift()).toBeLessThan(0.1);
  });

  it.each(['light', 'dark'] as const)('keeps to WCAG 2.2 AA and fits a phone in the %s theme', async (theme) => {
    const { page, violations, sideways } = await browser.open(`${service.url}/p/rows/models`, { theme, width: 380 });
    await page.locator('canvas').first().waitFor();
    await page.locator('.chart svg').waitFor();
    expect(await violations()).toEqual([]);
    expect(await sideways()).toBe(0);
  });
});
