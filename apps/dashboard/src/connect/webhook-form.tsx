import { useState } from 'react';
import { ProblemError } from '../api/problem-error.js';
import { eventSays, eventTypes, type EventType } from './event-words.js';
import type { WebhookActions } from './use-webhooks.js';

interface WebhookFormProps {
  create: WebhookActions['create'];
  onMade(secret: string): void;
  onCancel(): void;
}

/** Makes a webhook. */
export function WebhookForm({ create, onMade, onCancel }: WebhookFormProps) {
  const [isAll, setAll] = useState(true);
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const events = isAll ? ('all' as const) : (form.getAll('event') as EventType[]);
    const body = { url: text(form, 'url'), description: text(form, 'description'), events };
    create.mutate(body, { onSuccess: ({ secret }) => onMade(secret) });
  };
  return (
    <form className="stack webhook-form" onSubmit={submit} aria-label="New webhook">
      <div className="columns">
        <label className="field">
          <span>Address that is told (https, reachable from the service)</span>
          <input
            className="input"
            name="url"
            type="url"
            required
            placeholder="https://hooks.example.com/qualm"
            autoFocus
          />
        </label>
        <label className="field">
          <span>What it is for (optional)</span>
          <input className="input" name="description" maxLength={256} />
        </label>
      </div>
      <fieldset className="webhook-events">
        <legend className="muted small">What it is told</legend>
        <label>
          <input type="radio" name="events" checked={isAll} onChange={() => setAll(true)} /> Everything
        </label>
        <label>
          <input type="radio" name="events" checked={!isAll} onChange={() => setAll(false)} /> Only these
        </label>
        {!isAll && <EventChoices />}
      </fieldset>
      {create.error && (
        <p role="alert" className="problem">
          {create.error.message}
          {create.error instanceof ProblemError && create.error.field === 'url' && hintForAddress}
        </p>
      )}
      <div className="row">
        <button type="submit" className="button" data-kind="primary" disabled={create.isPending}>
          Make it
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

const hintForAddress = '. Other addresses are allowed by QUALM_WEBHOOK_ALLOW where the service runs.';
const usual: ReadonlySet<EventType> = new Set(['source.alarm.opened', 'source.alarm.resolved']);

function EventChoices() {
  return (
    <div className="event-choices">
      {eventTypes.map((type) => (
        <label key={type}>
          <input type="checkbox" name="event" value={type} defaultChecked={usual.has(type)} />
          <span>
            <span className="mono">{type}</span>
            <span className="muted small">{eventSays[type]}</span>
          </span>
        </label>
      ))}
    </div>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
