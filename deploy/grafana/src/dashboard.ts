import {
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
  VariableSort,
  type Dashboard,
  type Panel,
  type RowPanel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';

const datasource = { type: 'prometheus', uid: '${datasource}' };
const TAG = 'qualm';

/** One dashboard: its rows of panels, in order. */
export interface DashboardPlan {
  /** Stands in its URL and is the name of its file. */
  uid: string;
  title: string;
  description: string;
  /** `query`: which values there are; `many`: several may be chosen, or all. */
  variables: { name: string; label: string; query: string; many: boolean }[];
  rows: { title: string; panels: Builder<Panel>[] }[];
}

export function buildDashboard({ uid, title, description, variables, rows }: DashboardPlan): Dashboard {
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([TAG])
    .time({ from: 'now-1h', to: 'now' })
    .refresh('30s')
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .readonly()
    .link(
      new DashboardLinkBuilder('Qualm').type(DashboardLinkType.Dashboards).tags([TAG]).keepTime(true).includeVars(true),
    )
    .withVariable(new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'));
  for (const variable of variables) builder.withVariable(variableOf(variable));
  for (const row of rows) {
    builder.withRow(new RowBuilder(row.title));
    for (const panel of row.panels) builder.withPanel(panel);
  }
  const dashboard = builder.build();
  for (const [n, panel] of (dashboard.panels ?? []).entries()) (panel as Panel | RowPanel).id = n + 1;
  return dashboard;
}

function variableOf({ name, label, query, many }: DashboardPlan['variables'][number]): QueryVariableBuilder {
  const variable = new QueryVariableBuilder(name)
    .label(label)
    .datasource(datasource)
    .query(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(many)
    .includeAll(many);
  return many ? variable.allValue('.*').current({ text: 'All', value: '$__all' }) : variable;
}
