import { useQuery } from '@tanstack/react-query';
import { connectorsQuery } from '../api/connect-queries.js';
import { CodeBlock } from '../ui/code-block.js';
import { Loaded } from '../ui/loaded.js';
import { Card } from '../ui/page.js';

/** Labeling platforms that send here by themselves. */
export function ConnectorsCard({ project }: { project: string }) {
  const query = useQuery(connectorsQuery);
  return (
    <Card title="Labeling platforms">
      <Loaded query={query} height={170}>
        {({ items }) => (
          <div className="stack connect-tight">
            {items.map(({ name, path, documented }) => (
              <div className="stack connect-tight" key={name}>
                <h3>{connectorNames[name] ?? name}</h3>
                <p className="muted small">
                  Make a webhook there with this URL and this header, for annotations created, updated and deleted. The
                  secret is the value of QUALM_CONNECTOR_SECRET (or the key). More: <code>{documented}</code>
                </p>
                <div className="columns">
                  <CodeBlock
                    text={`${location.origin}${path}?project=${encodeURIComponent(project)}`}
                    label={`the URL for ${connectorNames[name] ?? name}`}
                  />
                  <CodeBlock
                    text="X-Qualm-Connector-Secret: …"
                    label={`the header for ${connectorNames[name] ?? name}`}
                  />
                </div>
              </div>
            ))}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

const connectorNames: Record<string, string> = { 'label-studio': 'Label Studio' };
