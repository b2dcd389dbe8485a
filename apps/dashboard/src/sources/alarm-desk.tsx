import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { SourceDetail } from '../api/figures.js';
import type { Schemas } from '../api/queries.js';
import { usePreferences } from '../review/preferences.js';
import { percent } from '../ui/format.js';
import '../ui/lists.css';
import { Badge, Card } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import { kindNames } from '../ui/words.js';
import { alarmReason, evidenceWords, whatToDo } from './source-words.js';

type OpenAlarm = Schemas['OpenAlarm'];
type Action = 'acknowledge' | 'resolve';

/** Open alarms of a source: why, what to do, and who has them. */
export function AlarmDesk({ project, source }: { project: string; source: SourceDetail }) {
  const { alarms, patterns, sourceId } = source;
  if (alarms.length === 0) return null;
  return (
    <Card title={alarms.length === 1 ? 'Open alarm' : `${alarms.length} open alarms`} className="alarm-desk">
      <p className="advice">
        <strong>What to do.</strong> {whatToDo({ alarms, patterns })}
      </p>
      <ul className="alarm-list">
        {alarms.map((alarm) => (
          <li key={`${alarm.slot} ${alarm.opening}`}>
            <Alarm alarm={alarm} accuracy={source.accuracy} />
            <AlarmForm project={project} sourceId={sourceId} alarm={alarm} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Alarm({ alarm, accuracy }: { alarm: OpenAlarm; accuracy: number }) {
  const { kind, evidence, since, opening, acknowledgedBy } = alarm;
  return (
    <div>
      <div className="alarm-head">
        <strong>{alarmReason(alarm)}</strong>
        <Badge tone={acknowledgedBy === null ? 'bad' : 'warn'}>
          {kindNames[kind]} · {evidence}
        </Badge>
        {acknowledgedBy !== null && <Badge tone="accent">Taken on by {acknowledgedBy}</Badge>}
      </div>
      <p className="small muted">
        Since <TimeAgo at={since} />, now right in {percent(accuracy, 0)}.
        {opening > 1 && ` It was closed before: this is opening ${opening}.`} {evidenceWords(evidence)}
      </p>
    </div>
  );
}

interface AlarmFormProps {
  project: string;
  sourceId: string;
  alarm: OpenAlarm;
}

function AlarmForm({ project, sourceId, alarm: { slot, opening, acknowledgedBy } }: AlarmFormProps) {
  const [preferences, change] = usePreferences();
  const [by, setBy] = useState(preferences.reviewer);
  const [note, setNote] = useState('');
  const says = useId();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (action: Action) =>
      answerOf(
        api.POST('/v1/projects/{project}/sources/{sourceId}/alarms/{slot}/{action}', {
          params: { path: { project, sourceId, slot, action } },
          body: { by: by.trim(), opening, ...(note.trim() !== '' && { note: note.trim() }) },
        }),
      ),
    onSuccess: () => {
      change({ reviewer: by.trim() });
      void queries.invalidateQueries({ queryKey: [project] });
    },
  });
  const done = act.isSuccess && act.variables === 'acknowledge' && acknowledgedBy === null;
  return (
    <form className="alarm-form" action={() => act.mutate('acknowledge')} aria-describedby={says}>
      <NameField value={by} onValue={setBy} />
      <label className="field">
        <span>Note (optional)</span>
        <input className="input" value={note} maxLength={256} onChange={(event) => setNote(event.target.value)} />
      </label>
      {acknowledgedBy === null && (
        <button type="submit" className="button" data-kind="primary" disabled={act.isPending}>
          I take it on
        </button>
      )}
      <button
        type="button"
        className="button"
        disabled={act.isPending}
        onClick={(event) => event.currentTarget.form!.reportValidity() && act.mutate('resolve')}
      >
        Close it
      </button>
      <p id={says} className="small muted alarm-says" role="status">
        {act.isError && <span className="bad">{act.error.message}</span>}
        {act.isSuccess && (done ? 'Written down.' : 'Written down; it takes a moment.')}
        {act.isIdle && 'Taking it on keeps it open with your name. Closing it begins its tests anew.'}
      </p>
    </form>
  );
}

interface NameFieldProps {
  value: string;
  onValue(value: string): void;
}

export function NameField({ value, onValue }: NameFieldProps) {
  return (
    <label className="field">
      <span>Your name</span>
      <input
        className="input"
        name="by"
        autoComplete="name"
        required
        pattern=".*\S.*"
        maxLength={256}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    </label>
  );
}
