import { useQuery } from '@tanstack/react-query';
import { projectQuery, type Schemas } from '../api/queries.js';
import { count, percent } from '../ui/format.js';
import { Badge } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';

/** One project among all of them, and how it is. */
export function ProjectCard({ project: { id, classes, createdAt } }: { project: Schemas['Project'] }) {
  const { data } = useQuery(projectQuery(id));
  return (
    <a className="card project-card" href={`/p/${encodeURIComponent(id)}`}>
      <div className="row">
        <h2>{id}</h2>
        {data && data.openAlarms > 0 && (
          <Badge tone="bad">{data.openAlarms === 1 ? 'one alarm' : `${count(data.openAlarms)} alarms`}</Badge>
        )}
      </div>
      <span className="number">
        {data ? `${count(data.labels)} labels, ${percent(data.accuracy, 0)} right` : '\u00a0'}
      </span>
      <span className="muted small">
        {data ? `${count(data.sources)} sources, ` : ''}
        {count(classes.length)} classes, made <TimeAgo at={createdAt} />
      </span>
    </a>
  );
}
