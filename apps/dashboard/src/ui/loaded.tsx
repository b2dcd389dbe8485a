import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import './ui.css';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** Height that is kept free while the answer is awaited, so that nothing jumps. */
  height: number | string;
  children(data: T): ReactNode;
}

/** What a query answered; until then a placeholder of its size, and instead of it what went wrong. */
export function Loaded<T>({ query, height, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton height={height} />;
}

export function Skeleton({ height }: { height: number | string }) {
  return <div className="skeleton" role="status" aria-label="Loading" style={{ height }} />;
}

export function Failed({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  return (
    <div className="state" role="alert" data-tone="bad">
      <strong>This could not be read</strong>
      <span>{error.message}</span>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** Nothing is there, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <strong>{title}</strong>
      {children !== undefined && <span>{children}</span>}
    </div>
  );
}
