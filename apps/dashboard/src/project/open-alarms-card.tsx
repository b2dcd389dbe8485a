import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Source } from '../api/figures.js';
import { fewSourcesQuery } from '../sources/source-queries.js';
import { alarmReason, whatToDo } from '../sources/source-words.js';
import { count, percent } from '../ui/format.js';
import '../ui/lists.css';
import { Empty, Loaded } from '../ui/loaded.js';
import { Badge, Card } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import { patternWords } from '../ui/words.js';

const SHOWN = 8;

/** Whom to talk to, and about what. */
export function OpenAlarmsCard({ project }: { project: string }) {
  const open = useQuery(fewSourcesQuery(project, { alarm: 'open' }, SHOWN));
  return (
    <Card title="Open alarms" note="nobody has taken these on yet">
      <Loaded query={open} height={320}>
        {({ items, matching }) =>
          items.length === 0 ? (
            <Empty title="No open alarm">Sources that need you appear here by themselves.</Empty>
          ) : (
            <>
              <ul className="alarm-list">
                {items.map((source) => (
                  <OpenAlarm key={source.sourceId} source={source} />
                ))}
              </ul>
              {matching > items.length && (
                <p className="more small">
                  <Link to="/sources?alarm=open">All {count(matching)} sources with an open alarm</Link>
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

function OpenAlarm({ source }: { source: Source }) {
  const { sourceId, alarms, patterns, accuracy } = source;
  const [pattern] = patterns;
  const newest = alarms
    .map(({ since }) => since)
    .toSorted()
    .at(-1)!;
  const onGold = alarms.some(({ evidence }) => evidence === 'gold');
  return (
    <li>
      <div className="alarm-head">
        <Link to={`/sources/${encodeURIComponent(sourceId)}`}>{sourceId}</Link>
        <Badge tone="bad">{percent(accuracy, 0)} right</Badge>
        <Badge>{onGold ? 'on gold' : 'on model'}</Badge>
        <span className="small muted alarm-since">
          <TimeAgo at={newest} />
        </span>
      </div>
      <div>{pattern ? capital(patternWords(pattern)) : alarms.map(alarmReason).join('; ')}.</div>
      <div className="small muted">{whatToDo(source)}</div>
    </li>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
