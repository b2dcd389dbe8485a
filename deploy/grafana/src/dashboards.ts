import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { buildDashboard } from './dashboard.js';
import { model } from './model.js';
import { overview } from './overview.js';
import { pipeline } from './pipeline.js';
import { sources } from './sources.js';

/** All dashboards, by the name of their file. */
export function allDashboards(): Map<string, Dashboard> {
  return new Map([overview, sources, pipeline, model].map((plan) => [`${plan.uid}.json`, buildDashboard(plan)]));
}

/** As it stands in the file. */
export function dashboardText(dashboard: Dashboard): string {
  return `${JSON.stringify(dashboard, undefined, 2)}\n`;
}
