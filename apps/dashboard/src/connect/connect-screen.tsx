import type { ScreenProps } from '../app.js';
import { Page } from '../ui/page.js';
import './connect.css';
import { ConnectorsCard } from './connectors-card.js';
import { DeadLettersCard } from './dead-letters-card.js';
import { ExportCard } from './export-card.js';
import { KeyCard } from './key-card.js';
import { SendCard } from './send-card.js';
import { WebhooksCard } from './webhooks-card.js';

/** Where labels come in, and where what Qualm finds goes out. */
export function ConnectScreen({ project }: ScreenProps) {
  return (
    <Page
      title="Connect"
      intro="Send labels in, have what happens told to your platform, and take the cleaned labels out."
    >
      <div className="connect-columns">
        <SendCard project={project} />
        <KeyCard />
      </div>
      <ConnectorsCard project={project.id} />
      <WebhooksCard project={project.id} />
      <ExportCard project={project} />
      <DeadLettersCard />
    </Page>
  );
}
