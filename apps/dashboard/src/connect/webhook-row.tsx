import { useState } from 'react';
import type { Schemas } from '../api/queries.js';
import { Badge } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import { Deliveries } from './deliveries.js';
import { eventsWords } from './event-words.js';
import type { WebhookActions } from './use-webhooks.js';

type Webhook = Schemas['Webhook'];

interface WebhookRowProps {
  webhook: Webhook;
  actions: WebhookActions;
  onSecret(secret: string): void;
}

/** One webhook, what can be done with it, and what was sent to it. */
export function WebhookRow({ webhook, actions, onSecret }: WebhookRowProps) {
  const { id, url, description, events, enabled } = webhook;
  const [isOpen, setOpen] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const { change, rotate, test, remove } = actions;
  const error = [change, rotate, test, remove].find((one) => one.isError && idOf(one.variables) === id)?.error;
  return (
    <li className="webhook">
      <div className="webhook-head">
        <span className="mono webhook-url">{url}</span>
        <WebhookState webhook={webhook} />
      </div>
      <p className="muted small">
        {description !== '' && `${description}. `}Told: {eventsWords(events)}.
      </p>
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={!enabled || test.isPending}
          onClick={() => test.mutate(id, { onSuccess: () => setOpen(true) })}
        >
          Send a test
        </button>
        <button type="button" className="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Deliveries
        </button>
        <button
          type="button"
          className="button"
          onClick={() => change.mutate({ id, body: { enabled: !enabled } })}
          disabled={change.isPending}
        >
          {enabled ? 'Disable' : 'Enable'}
        </button>
        <button
          type="button"
          className="button"
          disabled={rotate.isPending}
          onClick={() => rotate.mutate(id, { onSuccess: ({ secret }) => onSecret(secret) })}
        >
          New secret
        </button>
        <button
          type="button"
          className="button"
          data-kind={isAsked ? 'danger' : undefined}
          onClick={() => (isAsked ? remove.mutate(id) : setAsked(true))}
          onBlur={() => setAsked(false)}
        >
          {isAsked ? 'Delete it and its log' : 'Delete'}
        </button>
      </div>
      {error && (
        <p role="alert" className="problem">
          {error.message}
        </p>
      )}
      {isOpen && <Deliveries webhook={webhook} redeliver={actions.redeliver} />}
    </li>
  );
}

function idOf(variables: string | { id: string } | undefined): string | undefined {
  return typeof variables === 'object' ? variables.id : variables;
}

const disabledWords = {
  'by hand': 'disabled by hand',
  gone: 'disabled: it answered that it is gone',
  failing: 'disabled: nothing got through for five days',
} as const;

function WebhookState({ webhook: { enabled, disabled, failingSince } }: { webhook: Webhook }) {
  if (!enabled) return <Badge tone="warn">{disabled ? disabledWords[disabled.reason] : 'disabled'}</Badge>;
  if (failingSince === null) return <Badge tone="good">enabled</Badge>;
  return (
    <Badge tone="bad">
      failing since <TimeAgo at={failingSince} />
    </Badge>
  );
}
