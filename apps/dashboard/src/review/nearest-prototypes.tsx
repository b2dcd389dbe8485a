import { useQuery } from '@tanstack/react-query';
import type { ScreenProps } from '../app.js';
import { nearestPrototypesQuery } from '../api/review-queries.js';
import { nameOfLabel } from '../ui/class-names.js';
import { ExampleDisplay } from '../ui/example-display.js';
import { Skeleton } from '../ui/loaded.js';
import { Card } from '../ui/page.js';
import type { ReviewExample } from './review-item.js';

const SIZE = 72;

interface NearestPrototypesProps extends ScreenProps {
  example: ReviewExample;
}

/** Typical examples that this one looks like, by the model in use. */
export function NearestPrototypes({ project, example: { exampleId, evidence } }: NearestPrototypesProps) {
  const isSeen = evidence !== null;
  const { data, error } = useQuery({ ...nearestPrototypesQuery(project.id, exampleId), enabled: isSeen });
  return (
    <Card title="It looks most like" note="typical examples, the most similar first">
      <div className="prototype-row">
        {!isSeen && (
          <p className="muted small">
            No model has seen this example: it came without features, or there is no model yet.
          </p>
        )}
        {error && <p className="muted small">{error.message}</p>}
        {isSeen && !data && !error && <Skeleton height={SIZE} />}
        {data?.items.map((prototype, n) => (
          <figure key={n} className="prototype">
            <ExampleDisplay display={prototype.display} name={prototype.exampleId ?? 'prototype'} size={SIZE} />
            <figcaption>
              <strong>{nameOfLabel(prototype.label, project.classes)}</strong>{' '}
              <span className="muted small number">{prototype.similarity.toFixed(2)}</span>
            </figcaption>
          </figure>
        ))}
      </div>
    </Card>
  );
}
