import { useQuery } from '@tanstack/react-query';
import type { ScreenProps } from '../app.js';
import { modelPrototypesQuery } from '../api/model-queries.js';
import { nameOfLabel, type Label } from '../ui/class-names.js';
import { ExampleDisplay, type Display } from '../ui/example-display.js';
import { Empty, Loaded } from '../ui/loaded.js';
import { Card } from '../ui/page.js';

const SIZE = 44;

interface Prototype {
  label: Label;
  exampleId: string;
  display: Display;
}

/** The examples that stand for each class. */
export function PrototypesCard({ project, version }: ScreenProps & { version: number }) {
  const query = useQuery(modelPrototypesQuery(project.id, version));
  return (
    <Card
      title="Prototypes"
      note="typical examples of each class, by this version; other examples are compared with them"
    >
      <Loaded query={query} height={320}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="This version has no prototypes to show">
              It has none, or is older than the newest five that passed.
            </Empty>
          ) : (
            <dl className="prototypes" tabIndex={0} aria-label="Prototypes by class">
              {[...byClass(items)].map(([label, prototypes]) => (
                <div key={label}>
                  <dt>{nameOfLabel(label, project.classes)}</dt>
                  <dd>
                    {prototypes.map(({ exampleId, display }) => (
                      <span key={exampleId} title={exampleId}>
                        <ExampleDisplay display={display} name={exampleId} size={SIZE} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          )
        }
      </Loaded>
    </Card>
  );
}

function byClass(prototypes: readonly Prototype[]): Map<Label, Prototype[]> {
  const classes = new Map<Label, Prototype[]>();
  for (const prototype of prototypes) {
    const others = classes.get(prototype.label);
    if (others) others.push(prototype);
    else classes.set(prototype.label, [prototype]);
  }
  return classes;
}
