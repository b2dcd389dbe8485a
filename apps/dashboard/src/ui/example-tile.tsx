import type { ExampleFilter } from '../api/example-queries.js';
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
  /** Whose label it is about, or which; else the least probable one. */
  about: Pick<ExampleFilter, 'sourceId' | 'label'>;
}

/** What was shown, what was said, and what it probably is. */
export function ExampleTile({ id, example, classes, about }: ExampleTileProps) {
  if (!example) return <li className="tile skeleton" aria-label="Loading" />;
  const label = labelOf(example, about);
  return (
    <li className="tile">
      <Shown display={example.display} id={id} />
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

/** Where tiles will be. */
export function TilePlaces({ count }: { count: number }) {
  return Array.from({ length: count }, (_, n) => <li key={n} className="tile skeleton" aria-label="Loading" />);
}

function Shown({ display, id }: { display: Schemas['Example']['display']; id: string }) {
  if (!display) return <span className="mono small tile-shown">{id}</span>;
  // A text may be half as high again as it is told.
  const size = display.kind === 'text' ? (2 / 3) * SIDE : SIDE;
  return <ExampleDisplay display={display} name={id} size={size} />;
}

function labelOf({ labels }: Schemas['Example'], { sourceId, label }: ExampleTileProps['about']) {
  const worstFirst = labels.toSorted((a, b) => a.quality - b.quality);
  return worstFirst.find((one) => one.sourceId === sourceId || String(one.label) === label) ?? worstFirst[0];
}
