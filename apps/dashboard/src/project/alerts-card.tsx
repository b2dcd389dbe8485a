import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Alert } from '../api/live.js';
import { alertsQuery } from '../sources/source-queries.js';
import '../ui/lists.css';
import { Empty, Loaded } from '../ui/loaded.js';
import { Badge, Card, type Tone } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import { alertWords } from '../ui/words.js';

const SHOWN = 8;
const tones: Record<Alert['state'], Tone> = { open: 'bad', acknowledged: 'warn', resolved: 'good' };
const stateNames: Record<Alert['state'], string> = { open: 'Opened', acknowledged: 'Taken on', resolved: 'Closed' };

/** What happened last. */
export function AlertsCard({ project }: { project: string }) {
  const alerts = useQuery(alertsQuery(project));
  return (
    <Card title="What happened last">
      <Loaded query={alerts} height={240}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="Nothing yet">Alarms that open, are taken on or are closed are listed here.</Empty>
          ) : (
            <ul className="alert-list">
              {items.slice(0, SHOWN).map((alert) => (
                <AlertLine key={`${alert.partition}-${alert.seq}`} alert={alert} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function AlertLine({ alert }: { alert: Alert }) {
  const { sourceId, state, by, at } = alert;
  return (
    <li>
      <Badge tone={tones[state]}>{stateNames[state]}</Badge>
      <span>
        {sourceId === '' ? (
          <strong>The project</strong>
        ) : (
          <Link to={`/sources/${encodeURIComponent(sourceId)}`}>{sourceId}</Link>
        )}
        : {alertWords(alert)}
        {by !== undefined && <span className="muted"> (by {by})</span>}
      </span>
      <span className="small muted">
        <TimeAgo at={at} />
      </span>
    </li>
  );
}
