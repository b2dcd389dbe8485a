import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Schemas } from '../api/queries.js';
import { count } from '../ui/format.js';
import '../ui/lists.css';
import { Empty, Loaded } from '../ui/loaded.js';
import { Badge, Card } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import { newestVersionsQuery } from './project-queries.js';

/** The newest model versions, and whether they passed the gate. */
export function VersionsCard({ project }: { project: string }) {
  const models = useQuery(newestVersionsQuery(project));
  return (
    <Card title="Model versions" note={<Link to="/models">Details</Link>}>
      <Loaded query={models} height={180}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No model yet">The first is trained as soon as enough labels are there.</Empty>
          ) : (
            <ul className="alert-list">
              {items.map((version) => (
                <Version key={version.version} version={version} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function Version({ version }: { version: Schemas['ModelVersion'] }) {
  const { accepted, active, gate, createdAt, report } = version;
  return (
    <li>
      <Badge tone={active ? 'accent' : accepted ? 'good' : 'neutral'}>
        {active ? 'In use' : accepted ? 'Passed' : 'Refused'}
      </Badge>
      <span>
        <strong>Version {version.version}</strong>, from {count(report.labels)} labels
        <span className="small muted version-gate">{gate}</span>
      </span>
      <span className="small muted">
        <TimeAgo at={createdAt} />
      </span>
    </li>
  );
}
