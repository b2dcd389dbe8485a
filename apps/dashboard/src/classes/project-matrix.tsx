import { useQuery } from '@tanstack/react-query';
import type { ScreenProps } from '../app.js';
import { CellList } from '../ui/cell-list.js';
import { CellWords, cellsByPlace } from '../ui/cell-words.js';
import { HeatMap } from '../ui/heat-map.js';
import { Empty, Loaded } from '../ui/loaded.js';
import { Card } from '../ui/page.js';
import { noiseMatrixQuery } from './class-queries.js';
import type { NoiseMatrix } from '../api/figures.js';

/** How all sources together confuse classes. */
export function ProjectMatrix({ project }: ScreenProps) {
  const query = useQuery(noiseMatrixQuery(project.id));
  return (
    <Card title="All sources, all classes" note="of 100 examples of the row">
      <Loaded query={query} height={520}>
        {(matrix) => <Drawn matrix={matrix} classes={project.classes} />}
      </Loaded>
    </Card>
  );
}

function Drawn({ matrix: { noiseMatrix, cells, cellsLeftOut }, classes }: { matrix: NoiseMatrix; classes: string[] }) {
  if (cells.length === 0) return <Empty title="No label yet">It shows what is called what, once labels come.</Empty>;
  const list = <CellList cells={cells} classes={classes} leftOut={cellsLeftOut} />;
  if (!noiseMatrix) return list;
  const known = cellsByPlace(cells, classes);
  return (
    <>
      <HeatMap
        matrix={noiseMatrix}
        classes={classes}
        label="How all sources together confuse classes"
        describe={(i, j) => (
          <CellWords
            who="All sources together"
            names={[classes[i]!, classes[j]!]}
            share={noiseMatrix[i]![j]!}
            cell={known.get(`${i} ${j}`)}
          />
        )}
      />
      <details className="numbers">
        <summary className="small">Show as a list</summary>
        {list}
      </details>
    </>
  );
}
