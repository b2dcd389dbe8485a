import { useEffect, useLayoutEffect } from 'react';
import { useLocation } from 'wouter';

/** Where one was on each address of this visit. */
const places = new Map<string, number>();
let wentBack = false;

/**
 * A screen that is opened begins at its top; one that somebody comes back to, by the browser's button or by a link with the
 * state `{back: true}`, is where they left it.
 */
export function useScrollPlace(): void {
  const [path] = useLocation();
  useLayoutEffect(() => {
    const returns = wentBack || (history.state as { back?: boolean } | null)?.back === true;
    wentBack = false;
    scrollTo(0, returns ? (places.get(address()) ?? 0) : 0);
  }, [path]);
  useEffect(() => {
    history.scrollRestoration = 'manual';
    const leaving = () => places.set(address(), scrollY);
    const back = () => (wentBack = true);
    addEventListener('scroll', leaving, { passive: true });
    // Before the router hears of it.
    addEventListener('popstate', back, { capture: true });
    return () => {
      removeEventListener('scroll', leaving);
      removeEventListener('popstate', back, { capture: true });
    };
  }, []);
}

function address(): string {
  return location.pathname + location.search;
}
