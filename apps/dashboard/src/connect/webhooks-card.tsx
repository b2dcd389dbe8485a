import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { webhooksQuery } from '../api/connect-queries.js';
import { Empty, Loaded } from '../ui/loaded.js';
import { Card } from '../ui/page.js';
import { SecretDialog } from './secret-dialog.js';
import { useWebhooks } from './use-webhooks.js';
import { WebhookForm } from './webhook-form.js';
import { WebhookRow } from './webhook-row.js';

/** Where a project's events are sent. */
export function WebhooksCard({ project }: { project: string }) {
  const query = useQuery(webhooksQuery(project));
  const actions = useWebhooks(project);
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  return (
    <Card title="Webhooks" note="signed by the Standard Webhooks specification; tried again for three days">
      <div className="stack">
        <Loaded query={query} height={90}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title="Nothing is told to anybody yet">
                A webhook tells your platform within seconds when a source should be paused.
              </Empty>
            ) : (
              <ul className="webhooks">
                {items.map((webhook) => (
                  <WebhookRow key={webhook.id} webhook={webhook} actions={actions} onSecret={setSecret} />
                ))}
              </ul>
            )
          }
        </Loaded>
        {isMaking ? (
          <WebhookForm
            create={actions.create}
            onMade={(made) => {
              setMaking(false);
              setSecret(made);
            }}
            onCancel={() => setMaking(false)}
          />
        ) : (
          <div>
            <button type="button" className="button" data-kind="primary" onClick={() => setMaking(true)}>
              New webhook
            </button>
          </div>
        )}
      </div>
      {secret !== undefined && <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
    </Card>
  );
}
