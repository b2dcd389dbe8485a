import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allDashboards, dashboardText } from './dashboards.js';

const folder = join(import.meta.dirname, '../dashboards');
for (const [name, dashboard] of allDashboards()) writeFileSync(join(folder, name), dashboardText(dashboard));
