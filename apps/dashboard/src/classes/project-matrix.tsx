import { useQuery } from '@tanstack/react-query';
import type { ScreenProps } from '../app.js';
import { CellList } from '../ui/cell-list.js';
import { ConfusionMap } from '../ui/confusion-map.js';
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
  if (!noiseMatrix) return <CellList cells={cells} classes={classes} leftOut={cellsLeftOut} />;
  return (
    <ConfusionMap
      who="All sources together"
      label="How all sources together confuse classes"
      matrix={noiseMatrix}
      classes={classes}
      cells={{ known: cells, leftOut: cellsLeftOut }}
    />
  );
}
