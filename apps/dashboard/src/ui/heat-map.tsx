import { memo, useState, type KeyboardEvent, type ReactNode } from 'react';
import './heat-map.css';

/** Numbers are written into the cells of so many classes at most. */
const NUMBERED = 20;
/** Shares below this are not drawn. */
const FAINT = 0.005;
const SIDE = 10;

export interface HeatMapProps {
  /** `[true][given]`, shares of a row; rows sum to 1. */
  matrix: readonly (readonly number[])[];
  classes: readonly string[];
  /** What it is, for who cannot see it. */
  label: string;
  /** What is to be known of one cell; of none while nothing is pointed at. */
  describe(trueIndex: number, givenIndex: number): ReactNode;
}

type Place = readonly [row: number, column: number];

/** A noise matrix: rows are what examples are, columns what they were called. Point at a cell, or move with the arrow keys. */
export function HeatMap({ matrix, classes, label, describe }: HeatMapProps) {
  const [place, setPlace] = useState<Place>();
  const [focused, setFocused] = useState(false);
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const [row, column] = place ?? [0, 0];
    setPlace([within(row + step[0], classes.length), within(column + step[1], classes.length)]);
  };
  const Drawn = classes.length <= NUMBERED ? NumberedCells : SmallCells;
  return (
    <div className="heat-map">
      <div
        className="heat-map-cells"
        role="application"
        aria-roledescription="heat map"
        aria-label={`${label}. Arrow keys move between the cells.`}
        tabIndex={0}
        onKeyDown={move}
        onFocus={() => {
          setFocused(true);
          setPlace((before) => before ?? [0, 0]);
        }}
        onBlur={() => setFocused(false)}
        onPointerLeave={() => !focused && setPlace(undefined)}
      >
        <Drawn matrix={matrix} classes={classes} place={place} onPlace={setPlace} />
      </div>
      <div className="heat-map-says small" role="status">
        {place ? (
          describe(...place)
        ) : (
          <span className="muted">
            Rows: what it is. Columns: what it was called. Point at a cell, or tab to the map and use the arrow keys.
          </span>
        )}
      </div>
    </div>
  );
}

interface CellsProps extends Pick<HeatMapProps, 'matrix' | 'classes'> {
  place: Place | undefined;
  onPlace(place: Place): void;
}

function NumberedCells({ matrix, classes, place, onPlace }: CellsProps) {
  const long = classes.some((name) => name.length > 3);
  return (
    <table className="heat-table" data-long={long} aria-hidden="true">
      <thead>
        <tr>
          <td />
          {classes.map((name) => (
            <th key={name} title={name}>
              <span>{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {matrix.map((row, i) => (
          <tr key={classes[i]}>
            <th title={classes[i]}>
              <span>{classes[i]}</span>
            </th>
            {row.map((share, j) => (
              <td
                key={classes[j]}
                data-right={i === j}
                data-here={place?.[0] === i && place[1] === j}
                style={{ '--strength': Math.sqrt(share) } as React.CSSProperties}
                onPointerEnter={() => onPlace([i, j])}
              >
                {share >= FAINT ? Math.round(100 * share) || '<1' : ''}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SmallCells({ matrix, classes, place, onPlace }: CellsProps) {
  const side = SIDE * classes.length;
  const point = (event: React.PointerEvent<SVGSVGElement>) => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const cell = width / classes.length;
    onPlace([
      within(Math.floor((event.clientY - top) / cell), classes.length),
      within(Math.floor((event.clientX - left) / cell), classes.length),
    ]);
  };
  return (
    <svg className="heat-picture" viewBox={`0 0 ${side} ${side}`} aria-hidden="true" onPointerMove={point}>
      <Rectangles matrix={matrix} />
      {place && (
        <rect className="here" x={SIDE * place[1]} y={SIDE * place[0]} width={SIDE} height={SIDE} fillOpacity={0} />
      )}
    </svg>
  );
}

const Rectangles = memo(({ matrix }: Pick<HeatMapProps, 'matrix'>) =>
  matrix.map((row, i) =>
    row.map(
      (share, j) =>
        share >= FAINT && (
          <rect
            // oxlint-disable-next-line react/no-array-index-key -- a cell is its place
            key={`${i} ${j}`}
            className={i === j ? 'right' : 'wrong'}
            x={SIDE * j}
            y={SIDE * i}
            width={SIDE}
            height={SIDE}
            fillOpacity={Math.sqrt(share)}
          />
        ),
    ),
  ),
);

const steps: Record<string, Place> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function within(index: number, count: number): number {
  return Math.min(count - 1, Math.max(0, index));
}
