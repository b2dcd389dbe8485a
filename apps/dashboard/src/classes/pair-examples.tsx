import { Link } from 'wouter';
import type { ScreenProps } from '../app.js';
import type { Confusion } from '../api/figures.js';
import { reviewAddress } from '../review/review-filter.js';
import { ExampleGrid } from '../ui/example-grid.js';
import { percent } from '../ui/format.js';
import { Empty } from '../ui/loaded.js';
import { Card } from '../ui/page.js';
import { pairWords } from './pair-words.js';

/** Examples of one class that somebody called another. */
export function PairExamples({ project, pair }: ScreenProps & { pair: Confusion }) {
  const filter = { label: String(pair.label), suggestedLabel: String(pair.trueLabel) };
  return (
    <Card
      title={pairWords(pair, project.classes)}
      note={<Link to={reviewAddress(filter)}>Review these</Link>}
      className="pair-card"
    >
      <p className="pair-advice">{adviceOf(pair)}</p>
      <ExampleGrid
        project={project}
        filter={filter}
        none={<Empty title="No example now">All labels of this pair were corrected or taken back.</Empty>}
      />
    </Card>
  );
}

function adviceOf({ everybody, topSource, sources }: Confusion) {
  if (!topSource) return 'Nobody does this often enough to say more.';
  const who = <Link to={`/sources/${encodeURIComponent(topSource.sourceId)}`}>{topSource.sourceId}</Link>;
  const share = percent(topSource.share, 0);
  if (everybody) {
    return (
      <>
        Everybody does this: {sources} sources, {who} most with {share} of them. Make the difference clear in the
        instructions, with examples like these.
      </>
    );
  }
  return (
    <>
      {who} makes {share} of these labels; without it they are far fewer. Talk about it there.
    </>
  );
}
