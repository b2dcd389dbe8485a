import { existsSync } from 'node:fs';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { watchPage, type WatchedPage } from './watched-page.js';

const executablePath = process.env['QUALM_CHROMIUM'] ?? '/usr/bin/chromium';
/** Of one action: pages are drawn on busy machines. */
const ACTION_TIMEOUT_MS = 20_000;

export interface View {
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

export interface TestBrowser {
  /** A tab of its own, with nothing of the others in its storage. */
  open(url: string, view?: View): Promise<WatchedPage>;
}

/**
 * Tests in a real Chromium. Each fails when a page that it opened wrote an error to the console. Without a Chromium they
 * are skipped, which is said; in CI that is an error.
 */
export function inBrowser(name: string, tests: (browser: TestBrowser) => void): void {
  const found = existsSync(executablePath);
  if (!found) missing(name);
  describe.skipIf(!found)(name, () => {
    let chrome: Browser;
    const opened: WatchedPage[] = [];

    beforeAll(async () => {
      chrome = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    });
    afterEach(async () => {
      const pages = opened.splice(0);
      await Promise.all(pages.map(({ page }) => page.context().close()));
      const complaints = pages.flatMap((watched) => watched.complaints);
      if (complaints.length > 0) throw new Error(`the console says:\n${complaints.join('\n')}`);
    });
    afterAll(async () => chrome?.close());

    tests({
      async open(url, { theme = 'light', width = 1280, height = 900 } = {}) {
        const viewport = { width, height };
        const context = await chrome.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce' });
        context.setDefaultTimeout(ACTION_TIMEOUT_MS);
        const watched = await watchPage(await context.newPage());
        opened.push(watched);
        await watched.page.goto(url);
        return watched;
      },
    });
  });
}

/** Waits until a part of the page says this. @throws Error after the timeout of an action */
export async function says(part: Page | Locator, text: string | RegExp): Promise<void> {
  await part.getByText(text).first().waitFor();
}

function missing(name: string): void {
  const words = `no Chromium at ${executablePath} (set QUALM_CHROMIUM): ${name} cannot be tested`;
  if (process.env['CI'] === 'true') throw new Error(words);
  console.warn(`SKIPPED: ${words}`);
}
