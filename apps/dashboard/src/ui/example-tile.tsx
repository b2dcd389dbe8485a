import type { Schemas } from '../api/queries.js';
import { nameOfLabel } from './class-names.js';
import { ExampleDisplay } from './example-display.js';
import './example-tile.css';
import { percent } from './format.js';

const SIDE = 84;

interface ExampleTileProps {
  id: string;
  /** Undefined while it is awaited. */
  example: Schemas['Example'] | undefined;
  classes: readonly string[];
  /** Whose label it is about; */
  sourceId?: string;
  /** or which label; else the least probable one. */
  given?: number | string;
}

/** What was shown, what was said, and what it probably is. */
export function ExampleTile({ id, example, classes, sourceId, given }: ExampleTileProps) {
  if (!example) return <li className="tile skeleton" aria-label="Loading" />;
  const label = labelOf(example, sourceId, given);
  return (
    <li className="tile">
      <ExampleDisplay display={example.display} name={id} size={SIDE} />
      {label && (
        <div className="small">
          <strong className="tile-given">{nameOfLabel(label.label, classes)}</strong>
          <span aria-label="probably"> → </span>
          <strong>{nameOfLabel(label.suggestedLabel, classes)}</strong>
          <div className="muted" title={id}>
            {percent(label.quality, 0)} right
          </div>
        </div>
      )}
    </li>
  );
}

function labelOf({ labels }: Schemas['Example'], sourceId: string | undefined, given: number | string | undefined) {
  const worstFirst = labels.toSorted((a, b) => a.quality - b.quality);
  const meant = worstFirst.find((label) => label.sourceId === sourceId || label.label === given);
  return meant ?? worstFirst[0];
}
