import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem-error.js';

const MAX_RETRIES = 3;
const STALE_MS = 2_000;

/** What is on a screen is asked again when something happened (see `live.tsx`), and when the tab is looked at again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      retry: (failures, error) => failures < MAX_RETRIES && !(error instanceof ProblemError && isFinal(error.status)),
      // The last answer stays on the screen while the next page or filter is asked for.
      placeholderData: (previous: unknown) => previous,
    },
    mutations: { retry: false },
  },
});

function isFinal(status: number): boolean {
  return status >= 400 && status < 500;
}
