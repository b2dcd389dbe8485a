import type { components } from '#api';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { followEvents } from './event-source.js';

export type Alert = components['schemas']['Alert'];
export type Verdict = components['schemas']['Verdict'];

export interface Live {
  state: 'connecting' | 'live' | 'paused';
  /** The newest alerts since the page was opened, newest first. */
  alerts: Alert[];
}

const KEPT_ALERTS = 50;
const LiveContext = createContext<Live>({ state: 'connecting', alerts: [] });

export function useLive(): Live {
  return useContext(LiveContext);
}

/** Follows a project's alerts; what they concern is asked again. Rests while nobody looks at the tab. */
export function LiveProject({ project, children }: { project: string; children: ReactNode }) {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>({ state: 'connecting', alerts: [] });
  useFollowed(`/v1/projects/${encodeURIComponent(project)}/alerts/stream`, {
    onState: (state) => setLive((before) => ({ ...before, state })),
    onEvent: ({ event, data }) => {
      if (event === 'alert') {
        const alert = JSON.parse(data) as Alert;
        setLive((before) => ({ ...before, alerts: [alert, ...before.alerts].slice(0, KEPT_ALERTS) }));
      }
      void queries.invalidateQueries({ queryKey: [project] });
    },
  });
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Calls back for every verdict of a project as it is made, while the component is on the screen. */
export function useVerdicts(project: string, suspectOnly: boolean, onVerdict: (verdict: Verdict) => void): void {
  const filter = suspectOnly ? '?suspect=true' : '';
  useFollowed(`/v1/projects/${encodeURIComponent(project)}/verdicts/stream${filter}`, {
    onState: () => undefined,
    onEvent: ({ event, data }) => {
      if (event === 'verdict') onVerdict(JSON.parse(data) as Verdict);
    },
  });
}

interface Followed {
  onState(state: Live['state']): void;
  onEvent(event: { event: string; data: string }): void;
}

function useFollowed(path: string, callbacks: Followed): void {
  const latest = useRef(callbacks);
  latest.current = callbacks;
  const visible = useVisible();
  useEffect(() => {
    if (!visible) {
      latest.current.onState('paused');
      return undefined;
    }
    const leaving = new AbortController();
    void followEvents(path, {
      signal: leaving.signal,
      onState: (state) => latest.current.onState(state),
      onEvent: (event) => latest.current.onEvent(event),
    });
    return () => leaving.abort();
  }, [path, visible]);
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const read = () => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, []);
  return visible;
}
