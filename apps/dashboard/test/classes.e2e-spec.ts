import { afterAll, beforeAll, expect, it } from 'vitest';
import { inBrowser, says } from './testing/browser.js';
import { pageUnderTest, type PageUnderTest } from './testing/page-under-test.js';

const classes = ['cat', 'lynx', 'owl', 'fish'];
const sources = ['ada', 'ben', 'cleo', 'dan'];
const EXAMPLES = 240;

inBrowser('the classes on the page', (browser) => {
  let service: PageUnderTest;
  const screen = () => `${service.url}/p/zoo/classes`;

  beforeAll(async () => {
    service = await pageUnderTest();
    await service.ask('POST', '/v1/projects', { id: 'zoo', classes });
    await service.ask('POST', '/v1/projects', { id: 'empty', classes });
    await service.sendLabels('zoo', confusedLabels());
    await service.settled('zoo');
  });
  afterAll(() => service?.stop());

  it('tells what everybody confuses from what one source does', async () => {
    const { page } = await browser.open(screen());
    const pairs = page.getByRole('region', { name: 'What is confused most' }).getByRole('listitem');
    await says(pairs.filter({ hasText: 'lynx called cat' }), 'everybody');
    await pairs.filter({ hasText: 'fish called owl' }).getByRole('link', { name: 'dan' }).waitFor();
  });

  it('shows examples of a pair, and the address says of which', async () => {
    const { page } = await browser.open(screen());
    await page.getByRole('button', { name: 'fish called owl' }).click();
    const shown = page.getByRole('region', { name: 'fish called owl' });
    await says(shown, 'Talk about it there.');
    const tile = shown.getByRole('listitem').first();
    await says(tile, 'owl');
    await says(tile, 'fish');
    await page.reload();
    await shown.getByRole('listitem').first().getByText('fish').waitFor();
    expect(await page.getByRole('button', { pressed: true }).textContent()).toBe('fish called owl');
  });

  it('says in words what a cell of the map is', async () => {
    const { page } = await browser.open(screen());
    await page.getByLabel(/^How all sources together confuse classes/).focus();
    await page.keyboard.press('ArrowDown');
    await says(page, /^All sources together call .* of the examples of lynx a cat\./);
  });

  it('says that nothing is confused where nothing is', async () => {
    const { page, violations } = await browser.open(`${service.url}/p/empty/classes`);
    await says(page, 'Nothing is confused yet');
    expect(await violations()).toEqual([]);
  });

  it('can be read by everybody, in both themes', async () => {
    const { page, violationsInBothThemes, layoutShift } = await browser.open(screen());
    await page.getByLabel(/^How all sources together confuse classes/).waitFor();
    await page
      .getByRole('region', { name: /called/ })
      .getByRole('listitem')
      .first()
      .waitFor();
    expect(await violationsInBothThemes()).toEqual([]);
    expect(await layoutShift()).toBeLessThan(0.1);
  });

  it('fits a phone', async () => {
    const { page, sideways } = await browser.open(screen(), { width: 380 });
    await page.getByLabel(/^How all sources together confuse classes/).waitFor();
    expect(await sideways()).toBe(0);
  });
});

/** Everybody calls some lynxes cats, each on other examples; dan alone calls fish owls. Gold says what is true. */
function confusedLabels(): object[] {
  return Array.from({ length: EXAMPLES }, (_, n) => n).flatMap((n) => {
    const truth = classes[n % 4]!;
    return sources.map((sourceId, s) => ({
      exampleId: `e${n}`,
      sourceId,
      label: saysOf(truth, { n: Math.floor(n / 4), s }),
      ...(n % 3 === 0 && s === 3 && { gold: truth }),
    }));
  });
}

function saysOf(truth: string, { n, s }: { n: number; s: number }): string {
  if (truth === 'lynx' && n % 4 === s) return 'cat';
  if (truth === 'fish' && s === 3 && n % 2 === 0) return 'owl';
  return truth;
}
