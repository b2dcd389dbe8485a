import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dashboard, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { describe, expect, it } from 'vitest';
import { allDashboards, dashboardText } from './dashboards.js';

const folder = join(import.meta.dirname, '../dashboards');

/** What Grafana does not draw over itself: no two panels on the same place, none wider than the page. */
function overlaps({ panels = [] }: Dashboard): string[] {
  const taken = new Map<string, string>();
  const found: string[] = [];
  for (const { title = '', gridPos } of panels) {
    const { x, y, w, h } = gridPos!;
    if (x + w > 24) found.push(`${title} is too wide`);
    for (let at = 0; at < w * h; at++) {
      const place = `${x + (at % w)},${y + Math.floor(at / w)}`;
      if (taken.has(place)) found.push(`${title} lies on ${taken.get(place)}`);
      taken.set(place, title);
    }
  }
  return [...new Set(found)];
}

describe('the dashboards', () => {
  it('are in their files as they are made (npm run dashboards)', () => {
    const made = [...allDashboards()].map(([name, dashboard]) => [name, dashboardText(dashboard)]);
    const kept = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(made));
  });

  it.each([...allDashboards()])(
    '%s says what each panel is, asks for something, and has room for it',
    (_, dashboard) => {
      expect(overlaps(dashboard)).toEqual([]);
      const panels = (dashboard.panels ?? []).filter(({ type }) => type !== 'row') as Panel[];
      expect(panels.length).toBeGreaterThan(5);
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      for (const { title, description, targets = [] } of panels) {
        expect(description, title).toMatch(/\.$/);
        const asked = targets as { expr?: string; refId?: string }[];
        expect(asked.length, title).toBeGreaterThan(0);
        expect(new Set(asked.map(({ refId }) => refId)).size, title).toBe(asked.length);
        for (const { expr = '' } of asked) expect(expr, title).not.toBe('');
      }
    },
  );

  it('are provisioned: each uid once, and only variables that the dashboard has', () => {
    const all = [...allDashboards().values()];
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length);
    for (const { uid, templating, panels } of all) {
      const known = ['datasource', '__rate_interval', ...(templating?.list ?? []).map(({ name }) => name)];
      const used = JSON.stringify(panels).matchAll(/\$\{?(\w*[a-z]\w*)/g);
      for (const [, name] of used) expect(known, `${uid}: $${name}`).toContain(name);
    }
  });
});
