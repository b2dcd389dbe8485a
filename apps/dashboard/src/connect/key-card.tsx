import { apiKey, forgetKey } from '../api/key.js';
import { Card } from '../ui/page.js';

/** How requests say that they may come in. The key itself is never shown. */
export function KeyCard() {
  const keyed = apiKey() !== null;
  return (
    <Card title="Key and addresses">
      <div className="stack connect-tight">
        {keyed ? (
          <>
            <p>
              Requests carry a key: <code>Authorization: Bearer …</code> or <code>X-API-Key: …</code>. It is the value
              of <code>QUALM_API_KEY</code> where the service runs. This tab has one,{' '}
              <span className="mono">••••••••</span>, and forgets it when it is closed.
            </p>
            <div>
              <button type="button" className="button" onClick={forgetKey}>
                Use another key
              </button>
            </div>
          </>
        ) : (
          <p>
            This service asks for no key: it answers on its own machine only. To open it to others, set{' '}
            <code>QUALM_API_KEY</code> and <code>QUALM_HOST</code> where it runs.
          </p>
        )}
        <dl className="addresses">
          <Address name="The API, described" path="/docs" keyed={keyed} />
          <Address name="The same for programs" path="/docs/openapi.json" keyed={keyed} />
          <Address name="Metrics for Prometheus" path="/metrics" keyed={keyed} />
          <Address name="Whether it is ready" path="/health/ready" keyed={false} />
        </dl>
      </div>
    </Card>
  );
}

/** With a key it opens only to requests that carry it, which a link cannot. */
function Address({ name, path, keyed }: { name: string; path: string; keyed: boolean }) {
  const address = location.origin + path;
  return (
    <div>
      <dt className="muted small">{name}</dt>
      <dd className="mono">{keyed ? `${address} (with the key)` : <a href={path}>{address}</a>}</dd>
    </div>
  );
}
