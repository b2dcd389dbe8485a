import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import type { ScreenProps } from '../app.js';
import { Empty, Failed, Skeleton } from '../ui/loaded.js';
import { Card, Page } from '../ui/page.js';
import { confusionsQuery } from './class-queries.js';
import './classes.css';
import { ConfusionTable } from './confusion-table.js';
import { PairExamples } from './pair-examples.js';
import { pairName } from './pair-words.js';
import { ProjectMatrix } from './project-matrix.js';

/** Which classes are confused, by everybody or by somebody. */
export function ClassesScreen({ project }: ScreenProps) {
  const confusions = useInfiniteQuery(confusionsQuery(project.id));
  const [parameters, setParameters] = useSearchParams();
  const items = confusions.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = items.find((pair) => pairName(pair) === parameters.get('pair')) ?? items[0];
  return (
    <Page
      title="Classes"
      intro="Classes that everybody confuses are nobody's fault: the instructions, or the classes, need a look. What one source alone confuses is for a talk with that source."
    >
      <div className="columns classes">
        <Card title="What is confused most" className="confusions">
          {confusions.isPending && <Skeleton height={480} />}
          {confusions.isError && !confusions.data && (
            <Failed error={confusions.error} onRetry={() => void confusions.refetch()} />
          )}
          {confusions.isSuccess && items.length === 0 && (
            <Empty title="Nothing is confused yet">Pairs appear here as soon as labels are probably wrong.</Empty>
          )}
          {items.length > 0 && (
            <ConfusionTable
              items={items}
              chosen={chosen}
              classes={project.classes}
              onChoose={(pair) => setParameters({ pair: pairName(pair) }, { replace: true })}
            />
          )}
          {confusions.hasNextPage && (
            <button
              type="button"
              className="button"
              disabled={confusions.isFetchingNextPage}
              onClick={() => void confusions.fetchNextPage()}
            >
              Show more
            </button>
          )}
        </Card>
        <div className="stack pair">
          {chosen ? (
            <PairExamples project={project} pair={chosen} key={pairName(chosen)} />
          ) : (
            confusions.isPending && <Skeleton height={360} />
          )}
          <ProjectMatrix project={project} />
        </div>
      </div>
    </Page>
  );
}
