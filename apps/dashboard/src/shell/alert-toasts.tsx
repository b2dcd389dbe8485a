import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useLive, type Alert } from '../api/live.js';
import { alertWords } from '../ui/words.js';
import './shell.css';

const SHOWN_MS = 12_000;
const MAX_SHOWN = 3;

/** Alarms as they open, wherever one is on the page. */
export function AlertToasts() {
  const { alerts } = useLive();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const opened = alerts.filter((alert) => alert.state === 'open' && alert.kind !== 'pause');
  const shown = opened.slice(0, MAX_SHOWN).filter((alert) => !hidden.has(keyOf(alert)));
  const newest = shown[0] && keyOf(shown[0]);
  useEffect(() => {
    if (newest === undefined) return undefined;
    const timer = setTimeout(() => setHidden((before) => new Set([...before, ...shown.map(keyOf)])), SHOWN_MS);
    return () => clearTimeout(timer);
    // Only a newer alarm begins a new wait.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [newest]);
  return (
    <div className="toasts" role="log" aria-label="New alarms">
      {shown.map((alert) => (
        <div className="toast" key={keyOf(alert)}>
          <span className="toast-mark" aria-hidden="true" />
          <div>
            <strong>{alert.sourceId || 'The project'}</strong>
            <div className="small muted">{alertWords(alert)}</div>
          </div>
          {alert.sourceId && <Link to={`/sources/${encodeURIComponent(alert.sourceId)}`}>Open</Link>}
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            onClick={() => setHidden((before) => new Set([...before, keyOf(alert)]))}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
}

function keyOf({ partition, seq }: Alert): string {
  return `${partition}-${seq}`;
}
