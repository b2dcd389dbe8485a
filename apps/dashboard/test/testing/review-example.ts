import type { Page } from 'playwright-core';

/** Id of the example on the review screen, once one is there. */
export function shown(page: Page): Promise<string> {
  return page.getByTestId('review-example').innerText();
}

/** The example after this one. */
export function next(page: Page, id: string): Promise<string> {
  const other = { hasNotText: new RegExp(`^${id}$`) };
  return page.getByTestId('review-example').filter(other).innerText();
}
