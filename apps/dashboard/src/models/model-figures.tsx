import type { Schemas } from '../api/queries.js';
import { count, none } from '../ui/format.js';
import { Stat } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';

type Backend = Schemas['ModelList']['backends']['scoring'];

/** What is in use, and what computes it. */
export function ModelFigures({ list: { items, activeVersion, backends } }: { list: Schemas['ModelList'] }) {
  const active = items.find((version) => version.active);
  return (
    <div className="stats">
      <Stat
        label="Version in use"
        value={activeVersion === 0 ? none : count(activeVersion)}
        hint={active && <TimeAgo at={active.createdAt} />}
      />
      <Stat
        label="Learned from"
        value={active ? count(active.report.labels) : none}
        hint={active && `labels of ${count(active.report.examples)} examples`}
      />
      <Backends label="Scores on" backend={backends.scoring} off="this process does not score" />
      <Backends label="Trains on" backend={backends.training} off="another process trains, or none does" />
    </div>
  );
}

function Backends({ label, backend, off }: { label: string; backend: Backend; off: string }) {
  if (!backend) return <Stat label={label} value={none} hint={off} />;
  const notes = backend.notes.join('\n');
  return <Stat label={label} value={backend.name} hint={<span title={notes}>{backend.device}</span>} />;
}
