import { Link } from 'wouter';
import type { Confusion } from '../api/figures.js';
import { Bar } from '../ui/bar.js';
import { nameOfLabel } from '../ui/class-names.js';
import { counted, interval, percent } from '../ui/format.js';
import { Badge } from '../ui/page.js';
import { pairName } from './pair-words.js';

interface ConfusionTableProps {
  items: readonly Confusion[];
  chosen: Confusion | undefined;
  classes: readonly string[];
  onChoose(pair: Confusion): void;
}

export function ConfusionTable({ items, chosen, classes, onChoose }: ConfusionTableProps) {
  const most = Math.max(...items.map(({ probability }) => probability));
  return (
    <ul className="pairs">
      {items.map((pair) => {
        const { trueLabel, label, probability, count: labels, sources } = pair;
        return (
          <li key={pairName(pair)} data-chosen={pair === chosen}>
            <div className="pair-head">
              <button type="button" className="pair-name" aria-pressed={pair === chosen} onClick={() => onChoose(pair)}>
                <strong>{nameOfLabel(trueLabel, classes)}</strong> <span className="muted">called</span>{' '}
                <strong>{nameOfLabel(label, classes)}</strong>
              </button>
              <Who pair={pair} />
            </div>
            <Bar share={probability / most} tone={pair.everybody ? 'accent' : 'bad'} />
            <div className="small muted number">
              {percent(probability)} of them ({interval(pair.interval, 1)}); about{' '}
              {counted(Math.round(labels), 'label')} by {counted(sources, 'source')}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Who({ pair: { everybody, topSource } }: { pair: Confusion }) {
  if (everybody) {
    return (
      <Badge tone="accent" title="Without who does it most it is about the same">
        everybody
      </Badge>
    );
  }
  if (!topSource) return <span className="small muted">hardly anybody</span>;
  return (
    <span className="small pair-who">
      <Link to={`/sources/${encodeURIComponent(topSource.sourceId)}`}>{topSource.sourceId}</Link>{' '}
      <span className="muted">{percent(topSource.share, 0)} of them</span>
    </span>
  );
}
