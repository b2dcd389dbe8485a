import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ComponentType } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { projectsQuery, type Schemas } from './api/queries.js';
import { LiveProject } from './api/live.js';
import { ErrorBoundary } from './shell/error-boundary.js';
import { KeyDialog } from './shell/key-dialog.js';
import { Shell } from './shell/shell.js';
import { Empty, Loaded, Skeleton } from './ui/loaded.js';
import { Page } from './ui/page.js';
import { useScrollPlace } from './ui/scroll-place.js';
import { ProjectsScreen } from './shell/projects-screen.js';

export interface ScreenProps {
  project: Schemas['Project'];
}

/** Screens are loaded when they are first opened. */
function screen<M extends Record<K, ComponentType<ScreenProps>>, K extends keyof M>(load: () => Promise<M>, name: K) {
  return lazy(async () => ({ default: (await load())[name] as ComponentType<ScreenProps> }));
}

const screens: [path: string, Screen: ComponentType<ScreenProps>][] = [
  ['', screen(() => import('./project/project-screen.js'), 'ProjectScreen')],
  ['/sources', screen(() => import('./sources/sources-screen.js'), 'SourcesScreen')],
  ['/sources/:source', screen(() => import('./sources/source-screen.js'), 'SourceScreen')],
  ['/review', screen(() => import('./review/review-screen.js'), 'ReviewScreen')],
  ['/classes', screen(() => import('./classes/classes-screen.js'), 'ClassesScreen')],
  ['/models', screen(() => import('./models/models-screen.js'), 'ModelsScreen')],
  ['/connect', screen(() => import('./connect/connect-screen.js'), 'ConnectScreen')],
];

/** All of the page. */
export function App() {
  return (
    <ErrorBoundary>
      <KeyDialog />
      <Switch>
        <Route path="/">
          <Start />
        </Route>
        <Route path="/projects">
          <Shell>
            <ProjectsScreen />
          </Shell>
        </Route>
        <Route path="/p/:project" nest>
          {({ project }) => <ProjectRoutes id={decodeURIComponent(project)} />}
        </Route>
        <Route>
          <Shell>
            <Page title="Not found">
              <Empty title="There is no such page">Choose a project on the left.</Empty>
            </Page>
          </Shell>
        </Route>
      </Switch>
    </ErrorBoundary>
  );
}

/** The only project, or all of them. */
function Start() {
  const projects = useQuery(projectsQuery);
  const only = projects.data?.items.length === 1 ? projects.data.items[0] : undefined;
  if (only) return <Redirect to={`/p/${encodeURIComponent(only.id)}`} replace />;
  return (
    <Shell>
      <ProjectsScreen />
    </Shell>
  );
}

function ProjectRoutes({ id }: { id: string }) {
  useScrollPlace();
  const projects = useQuery(projectsQuery);
  return (
    <Loaded query={projects} height="100vh">
      {({ items }) => {
        const project = items.find((p) => p.id === id);
        if (!project) return <NoSuchProject id={id} />;
        return (
          <LiveProject project={id} key={id}>
            <Shell project={project}>
              <Suspense fallback={<ScreenSkeleton />}>
                <Switch>
                  {screens.map(([path, Screen]) => (
                    <Route key={path} path={path || '/'}>
                      <ErrorBoundary>
                        <Screen project={project} />
                      </ErrorBoundary>
                    </Route>
                  ))}
                  <Route>
                    <Redirect to="/" replace />
                  </Route>
                </Switch>
              </Suspense>
            </Shell>
          </LiveProject>
        );
      }}
    </Loaded>
  );
}

function ScreenSkeleton() {
  return (
    <div className="page">
      <Skeleton height={44} />
      <Skeleton height={480} />
    </div>
  );
}

function NoSuchProject({ id }: { id: string }) {
  return (
    <Shell>
      <Page title="Not found">
        <Empty title={`There is no project "${id}"`}>
          <a href="/projects">See all projects</a>
        </Empty>
      </Page>
    </Shell>
  );
}
