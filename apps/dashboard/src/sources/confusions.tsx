import type { ScreenProps } from '../app.js';
import type { SourceDetail } from '../api/figures.js';
import { CellList } from '../ui/cell-list.js';
import { CellWords, cellsByPlace } from '../ui/cell-words.js';
import { count } from '../ui/format.js';
import { HeatMap } from '../ui/heat-map.js';
import { Empty } from '../ui/loaded.js';
import { Card } from '../ui/page.js';

/** How a source confuses classes, beside how all sources together do. */
export function Confusions({ project, source }: ScreenProps & { source: SourceDetail }) {
  const { noiseMatrix, projectNoiseMatrix, cells, cellsLeftOut } = source;
  const { classes } = project;
  if (cells.length === 0) {
    return (
      <Card title="How it confuses classes">
        <Empty title="Too few labels">It shows as soon as some of its labels are judged.</Empty>
      </Card>
    );
  }
  if (!noiseMatrix) {
    return (
      <Card title="How it confuses classes" note={`${count(classes.length)} classes: what it said most`}>
        <CellList cells={cells} classes={classes} leftOut={cellsLeftOut} />
      </Card>
    );
  }
  const known = cellsByPlace(cells, classes);
  return (
    <div className="columns">
      <Card title="How it confuses classes" note="of 100 examples of the row">
        <HeatMap
          matrix={noiseMatrix}
          classes={classes}
          label="How this source confuses classes"
          describe={(i, j) => (
            <CellWords
              who="It"
              names={[classes[i]!, classes[j]!]}
              share={noiseMatrix[i]![j]!}
              cell={known.get(`${i} ${j}`)}
              everybody={projectNoiseMatrix?.[i]?.[j]}
            />
          )}
        />
        <details className="numbers">
          <summary className="small">Show as a list</summary>
          <CellList cells={cells} classes={classes} leftOut={cellsLeftOut} />
        </details>
      </Card>
      {projectNoiseMatrix && (
        <Card title="All sources together" note="of 100 examples of the row">
          <HeatMap
            matrix={projectNoiseMatrix}
            classes={classes}
            label="How all sources together confuse classes"
            describe={(i, j) => (
              <CellWords
                who="All sources together"
                names={[classes[i]!, classes[j]!]}
                share={projectNoiseMatrix[i]![j]!}
                cell={null}
              />
            )}
          />
        </Card>
      )}
    </div>
  );
}
