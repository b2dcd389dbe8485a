import { useQuery } from '@tanstack/react-query';
import type { ScreenProps } from '../app.js';
import { projectQuery } from '../api/queries.js';
import { percent } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SourceTable } from './source-table.js';
import { SourceToolbar } from './source-toolbar.js';
import { useSourceFilter } from './source-filter.js';
import { useSourceRows } from './source-rows.js';
import './sources.css';

/** Everybody who labels, the riskiest first. */
export function SourcesScreen({ project }: ScreenProps) {
  const [filter, change] = useSourceFilter();
  const status = useQuery(projectQuery(project.id));
  const rows = useSourceRows(project.id, filter);
  const line = status.data?.accuracyLine ?? null;
  return (
    <Page
      title="Sources"
      intro={<>Everybody who labels: people, vendors, models. {line !== null && <LineWords line={line} />}</>}
    >
      <div>
        <SourceToolbar filter={filter} onChange={change} rows={rows} />
        <Legend />
        <SourceTable project={project.id} filter={filter} onChange={change} rows={rows} line={line} />
      </div>
    </Page>
  );
}

function LineWords({ line }: { line: number }) {
  return <>Whoever is right in fewer than {percent(line, 0)} counts as bad: that is the line.</>;
}

function Legend() {
  return (
    <div className="legend small source-legend" aria-hidden="true">
      <span data-mark="band">share of right labels, 95 %</span>
      <span data-mark="gold">on gold alone, 95 % at any time</span>
      <span data-mark="limit">the line</span>
    </div>
  );
}
