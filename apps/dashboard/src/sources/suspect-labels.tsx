import { Link } from 'wouter';
import type { ScreenProps } from '../app.js';
import { reviewAddress } from '../review/review-filter.js';
import { ExampleGrid } from '../ui/example-grid.js';
import { Empty } from '../ui/loaded.js';
import { Card } from '../ui/page.js';

/** Examples that a source probably labeled wrong. */
export function SuspectLabels({ project, sourceId }: ScreenProps & { sourceId: string }) {
  const filter = { sourceId, suspect: true };
  return (
    <Card title="Its suspect labels" note={<Link to={reviewAddress(filter)}>Review these</Link>}>
      <ExampleGrid
        project={project}
        filter={filter}
        none={<Empty title="No suspect label">All of its labels are probably right.</Empty>}
      />
    </Card>
  );
}
