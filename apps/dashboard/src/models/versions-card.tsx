import type { Schemas } from '../api/queries.js';
import { count } from '../ui/format.js';
import { Badge, Card } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import { lossText } from './loss-text.js';

type ModelVersion = Schemas['ModelVersion'];

interface VersionsCardProps {
  versions: ModelVersion[];
  /** Number of the one whose figures are shown below. */
  shown: number;
  onShow(version: number): void;
  onOlder: (() => void) | undefined;
}

/** Every version and what its gate decided. */
export function VersionsCard({ versions, shown, onShow, onOlder }: VersionsCardProps) {
  return (
    <Card title="Versions" note="Label loss: how badly labels are predicted before they are used. Lower is better.">
      <div className="scroll-x versions" tabIndex={0} role="region" aria-label="Versions">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Gate</th>
              <th scope="col" className="end">
                Label loss
              </th>
              <th scope="col" className="end">
                Before
              </th>
              <th scope="col" className="end">
                Labels
              </th>
              <th scope="col">Trained</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <VersionRow
                key={version.version}
                version={version}
                isShown={version.version === shown}
                onShow={() => onShow(version.version)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {onOlder && (
        <button type="button" className="button versions-older" onClick={onOlder}>
          Older versions
        </button>
      )}
    </Card>
  );
}

function VersionRow({ version, isShown, onShow }: { version: ModelVersion; isShown: boolean; onShow(): void }) {
  const { losses, labels } = version.report;
  return (
    <tr data-shown={isShown}>
      <td>
        <button type="button" className="link-button" aria-pressed={isShown} onClick={onShow}>
          Version {version.version}
        </button>
      </td>
      <td>
        <GateBadge version={version} />
        <div className="muted small version-gate">{version.gate}</div>
      </td>
      <td className="end">{lossText(losses.version)}</td>
      <td className="end muted">{lossText(losses.previous)}</td>
      <td className="end">{count(labels)}</td>
      <td className="muted version-when">
        <TimeAgo at={version.createdAt} />, {version.seconds.toFixed(1)} s
        {version.trainedOn !== null && ` on ${version.trainedOn}`}
      </td>
    </tr>
  );
}

function GateBadge({ version: { active, accepted } }: { version: ModelVersion }) {
  if (active) return <Badge tone="good">in use</Badge>;
  return accepted ? <Badge>passed</Badge> : <Badge tone="warn">did not pass</Badge>;
}
