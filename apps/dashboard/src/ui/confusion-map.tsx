import type { Cell } from '../api/figures.js';
import { CellList } from './cell-list.js';
import { CellWords, cellsByPlace } from './cell-words.js';
import { HeatMap } from './heat-map.js';

interface ConfusionMapProps {
  /** Begins the sentence about a cell. */
  who: 'It' | 'All sources together';
  label: string;
  /** `[true][given]`, rows sum to 1 */
  matrix: number[][];
  classes: string[];
  /** Its cells with their counts, where they are known: they are listed below the map. */
  cells?: { known: Cell[]; leftOut: number };
  /** The same of all sources together, for comparison. */
  everybody?: number[][] | null;
}

/** A noise matrix as a map, each cell in words, and as a list. */
export function ConfusionMap({ who, label, matrix, classes, cells, everybody }: ConfusionMapProps) {
  const byPlace = cells && cellsByPlace(cells.known, classes);
  return (
    <>
      <HeatMap
        matrix={matrix}
        classes={classes}
        label={label}
        describe={(i, j) => (
          <CellWords
            who={who}
            names={[classes[i]!, classes[j]!]}
            share={matrix[i]![j]!}
            cell={byPlace ? byPlace.get(`${i} ${j}`) : null}
            everybody={everybody?.[i]?.[j]}
          />
        )}
      />
      {cells && (
        <details className="numbers">
          <summary className="small">Show as a list</summary>
          <CellList cells={cells.known} classes={classes} leftOut={cells.leftOut} />
        </details>
      )}
    </>
  );
}
