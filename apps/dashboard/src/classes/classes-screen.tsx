import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ScreenProps } from '../app.js';
import type { Confusion } from '../api/figures.js';
import { useAddress } from '../ui/address.js';
import { Empty, Loaded, Skeleton } from '../ui/loaded.js';
import { Card, Page } from '../ui/page.js';
import { confusionsQuery } from './class-queries.js';
import './classes.css';
import { ConfusionTable } from './confusion-table.js';
import { PairExamples } from './pair-examples.js';
import { pairName } from './pair-words.js';
import { ProjectMatrix } from './project-matrix.js';

const FIRST_SHOWN = 10;

/** Which classes are confused, by everybody or by somebody. */
export function ClassesScreen({ project }: ScreenProps) {
  const confusions = useQuery(confusionsQuery(project.id));
  const [parameters, replace] = useAddress();
  const items = confusions.data?.items ?? [];
  const chosen = items.find((pair) => pairName(pair) === parameters.get('pair')) ?? items[0];
  const examples = useRef<HTMLDivElement>(null);
  const choose = (pair: Confusion) => {
    replace({ pair: pairName(pair) });
    // On a phone they are far below.
    examples.current!.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Page
      title="Classes"
      intro="Classes that everybody confuses are nobody's fault: the instructions, or the classes, need a look. What one source alone confuses is for a talk with that source."
    >
      <div className="columns classes">
        <Card title="What is confused most">
          <Loaded query={confusions} height={640}>
            {({ items }) => <Pairs items={items} chosen={chosen} classes={project.classes} onChoose={choose} />}
          </Loaded>
        </Card>
        <div className="stack">
          <div ref={examples} className="pair-place">
            {chosen && <PairExamples project={project} pair={chosen} key={pairName(chosen)} />}
            {confusions.isPending && <Skeleton height={482} />}
          </div>
          <ProjectMatrix project={project} />
        </div>
      </div>
    </Page>
  );
}

interface PairsProps {
  items: readonly Confusion[];
  chosen: Confusion | undefined;
  classes: readonly string[];
  onChoose(pair: Confusion): void;
}

function Pairs({ items, ...rest }: PairsProps) {
  const [shown, setShown] = useState(FIRST_SHOWN);
  if (items.length === 0) {
    return <Empty title="Nothing is confused yet">Pairs appear here as soon as labels are probably wrong.</Empty>;
  }
  return (
    <>
      <ConfusionTable items={items.slice(0, shown)} {...rest} />
      {items.length > shown && (
        <button type="button" className="button more-pairs" onClick={() => setShown(shown + 2 * FIRST_SHOWN)}>
          Show more
        </button>
      )}
    </>
  );
}
