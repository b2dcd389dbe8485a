import type { ScreenProps } from '../app.js';
import type { SourceDetail } from '../api/figures.js';
import { CellList } from '../ui/cell-list.js';
import { ConfusionMap } from '../ui/confusion-map.js';
import { count } from '../ui/format.js';
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
  return (
    <div className="columns">
      <Card title="How it confuses classes" note="of 100 examples of the row">
        <ConfusionMap
          who="It"
          label="How this source confuses classes"
          matrix={noiseMatrix}
          classes={classes}
          cells={{ known: cells, leftOut: cellsLeftOut }}
          everybody={projectNoiseMatrix}
        />
      </Card>
      {projectNoiseMatrix && (
        <Card title="All sources together" note="of 100 examples of the row">
          <ConfusionMap
            who="All sources together"
            label="How all sources together confuse classes"
            matrix={projectNoiseMatrix}
            classes={classes}
          />
        </Card>
      )}
    </div>
  );
}
