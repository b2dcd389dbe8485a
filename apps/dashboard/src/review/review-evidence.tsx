import { Link } from 'wouter';
import type { ScreenProps } from '../app.js';
import { Bar } from '../ui/bar.js';
import { nameOfLabel } from '../ui/class-names.js';
import { percent } from '../ui/format.js';
import { Badge, Card } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import { NearestPrototypes } from './nearest-prototypes.js';
import type { ReviewExample, ReviewItem } from './review-item.js';

const SHOWN_CLASSES = 5;

interface ReviewEvidenceProps extends ScreenProps {
  item: ReviewItem;
  isHidden: boolean;
}

/** Who said what of the example, and what else is known of it. */
export function ReviewEvidence({ project, item: { example }, isHidden }: ReviewEvidenceProps) {
  const { classes } = project;
  return (
    <div className="stack review-evidence">
      <Card title="Who said what" note={isHidden ? undefined : 'Quality: how probably the label is right'}>
        <ul className="review-labels">
          {example.labels.map((label) => (
            <GivenLabel key={label.sourceId} label={label} classes={classes} isHidden={isHidden} />
          ))}
        </ul>
      </Card>
      {isHidden ? (
        <Card title="What Qualm thinks">
          <p className="muted">
            The suggestion, its reasons and similar examples are hidden, so that they do not lead you. <kbd>H</kbd>{' '}
            shows them.
          </p>
        </Card>
      ) : (
        <>
          <Card title="How probable each class is" note={<HideNote />}>
            <Posterior example={example} classes={classes} />
          </Card>
          <NearestPrototypes project={project} example={example} />
        </>
      )}
    </div>
  );
}

function HideNote() {
  return (
    <>
      <kbd>H</kbd> hides this
    </>
  );
}

interface GivenLabelProps {
  label: ReviewExample['labels'][number];
  classes: readonly string[];
  isHidden: boolean;
}

function GivenLabel({ label, classes, isHidden }: GivenLabelProps) {
  const { sourceId, quality, suspect, reasons, at } = label;
  return (
    <li>
      <div className="review-label">
        <strong className="review-given">{nameOfLabel(label.label, classes)}</strong>
        {!isHidden && (
          <span className="review-quality">
            <Bar share={quality} tone={suspect ? 'bad' : 'good'} />
            <span className="number small">{percent(quality, 0)}</span>
            {suspect ? <Badge tone="bad">suspect</Badge> : <Badge tone="good">trusted</Badge>}
          </span>
        )}
        <span className="review-source small">
          <Link to={`/sources/${encodeURIComponent(sourceId)}`}>{sourceId}</Link>
          <span className="muted">
            <TimeAgo at={at} />
          </span>
        </span>
      </div>
      {!isHidden && reasons.length > 0 && (
        <ul className="review-reasons small muted">
          {reasons.map(({ reason, says }) => (
            <li key={reason}>{says}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Posterior({ example, classes }: { example: ReviewExample; classes: readonly string[] }) {
  return (
    <ol className="review-posterior">
      {example.posterior.slice(0, SHOWN_CLASSES).map(({ label, probability }, n) => (
        <li key={label}>
          <span className="review-class">{nameOfLabel(label, classes)}</span>
          <Bar share={probability} tone={n === 0 ? 'accent' : 'neutral'} />
          <span className="number">{percent(probability)}</span>
        </li>
      ))}
    </ol>
  );
}
