import type { Schemas } from '../api/queries.js';
import type { SourceDetail } from '../api/figures.js';
import { count, counted, exactTime, percent } from '../ui/format.js';
import { Empty } from '../ui/loaded.js';
import { Badge, Card, type Tone } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import { kindNames } from '../ui/words.js';

type AlarmRecord = SourceDetail['alarmRecords'][number];
type Drift = NonNullable<Schemas['Alert']['drift']>;

const stateWords: Record<AlarmRecord['state'], string> = {
  open: 'Alarm opened',
  acknowledged: 'Taken on',
  resolved: 'Alarm closed',
};
const tones: Record<AlarmRecord['state'], Tone> = { open: 'bad', acknowledged: 'warn', resolved: 'good' };

interface WhatHappenedProps {
  source: SourceDetail;
  /** The alert with the newest report of a change. */
  change: Schemas['Alert'] | undefined;
}

/** What changed when. */
export function WhatHappened({ source: { alarmRecords, firstAt }, change }: WhatHappenedProps) {
  const newestFirst = alarmRecords.toReversed();
  return (
    <Card title="What changed when">
      {change?.drift && <Change drift={change.drift} />}
      {newestFirst.length === 0 && !change && (
        <Empty title="No alarm so far">
          It labels since <TimeAgo at={firstAt} />.
        </Empty>
      )}
      <ol className="timeline">
        {newestFirst.map((record) => (
          <li key={`${record.kind} ${record.evidence} ${record.opening} ${record.state} ${record.at}`}>
            <div>
              <Badge tone={tones[record.state]}>{stateWords[record.state]}</Badge> {kindNames[record.kind]} on{' '}
              {record.evidence}, after {counted(record.labels, 'label')}, right in {percent(record.accuracy, 0)}
              {record.by !== null && <>, by {record.by}</>}
              {record.note !== null && <span className="muted">: "{record.note}"</span>}
            </div>
            <div className="small muted">{exactTime(record.at)}</div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Change({ drift }: { drift: Drift }) {
  const [from, to] = drift.betweenAt;
  const fell = drift.to < drift.from ? 'fell' : 'rose';
  return (
    <div className="change">
      <p>
        <strong>
          It {fell} from {percent(drift.from, 0)} to {percent(drift.to, 0)} right
        </strong>{' '}
        at about its label {count(drift.label)}, between {exactTime(from)} and {exactTime(to)} (90 %).
      </p>
      {drift.cells.length > 0 && <MovedCells cells={drift.cells} />}
    </div>
  );
}

function MovedCells({ cells }: Pick<Drift, 'cells'>) {
  return (
    <table className="table small moved">
      <caption className="visually-hidden">What moved most</caption>
      <thead>
        <tr>
          <th scope="col">What moved most</th>
          <th scope="col" className="end">
            Before
          </th>
          <th scope="col" className="end">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {cells.map(({ trueClass, givenClass, before, after }) => (
          <tr key={`${trueClass} ${givenClass}`}>
            <td>{trueClass === givenClass ? `${trueClass} found` : `${trueClass} called ${givenClass}`}</td>
            <td className="end">{percent(before, 0)}</td>
            <td className="end">{percent(after, 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
