import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

// Evaluated, not added as a script: the page's content security policy stays as it is, and is tested with it.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Counts layout shifts that no click or key explains, as the browser reports them. */
const countShifts = `
  window.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });`;

/** WCAG 2.2 A and AA. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

/** A tab, and what went wrong in it. */
export interface WatchedPage {
  page: Page;
  /** Errors on its console so far. A test that provokes one empties this. */
  complaints: string[];
  /** What breaks WCAG 2.2 AA, a line each. */
  violations(): Promise<string[]>;
  /** The same in one theme after the other. */
  violationsInBothThemes(): Promise<string[]>;
  /** Cumulative layout shift since it was opened; below .1 is good. */
  layoutShift(): Promise<number>;
  /** Pixels by which the page is wider than its window. */
  sideways(): Promise<number>;
  /** Paths of the scripts that it has loaded. */
  scripts: readonly string[];
}

export async function watchPage(page: Page): Promise<WatchedPage> {
  const complaints: string[] = [];
  const scripts: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(new URL(response.url()).pathname);
  });
  await page.addInitScript(countShifts);
  return {
    page,
    complaints,
    violations: () => violationsOf(page),
    violationsInBothThemes: async () => {
      const found: string[] = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        found.push(...(await violationsOf(page)).map((violation) => `${colorScheme}: ${violation}`));
      }
      return found;
    },
    layoutShift: () => page.evaluate('window.layoutShift'),
    sideways: () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    scripts,
  };
}

async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe);
  const only = JSON.stringify({ runOnly: { type: 'tag', values: rules } });
  const { violations } = await page.evaluate<{ violations: Violation[] }>(`axe.run(document, ${only})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html}\n  ${failureSummary.replaceAll('\n', '\n  ')}`),
  );
}
