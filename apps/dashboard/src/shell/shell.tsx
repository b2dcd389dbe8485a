import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useLive } from '../api/live.js';
import { projectsQuery, type Schemas } from '../api/queries.js';
import { AlertToasts } from './alert-toasts.js';
import { Icon, type IconName } from './icons.js';
import './shell.css';
import { ThemeSwitch } from './theme-switch.js';

const links: { to: string; name: string; icon: IconName }[] = [
  { to: '/', name: 'Project', icon: 'project' },
  { to: '/sources', name: 'Sources', icon: 'sources' },
  { to: '/review', name: 'Review', icon: 'review' },
  { to: '/classes', name: 'Classes', icon: 'classes' },
  { to: '/models', name: 'Models', icon: 'models' },
  { to: '/connect', name: 'Connect', icon: 'connect' },
];

/** The frame around every screen. */
export function Shell({ project, children }: { project?: Schemas['Project']; children: ReactNode }) {
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="bar">
        <a className="brand" href="/projects" aria-label="Qualm: all projects">
          <img src="/favicon.svg" alt="" width={26} height={26} />
          <span>Qualm</span>
        </a>
        {project && <ProjectSwitch project={project.id} />}
        <span className="bar-space" />
        {project && <LiveState />}
        <ThemeSwitch />
      </header>
      {project && <Navigation />}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      {project && <AlertToasts />}
    </div>
  );
}

function Navigation() {
  const [location] = useLocation();
  return (
    <nav className="nav" aria-label="Screens">
      {links.map(({ to, name, icon }) => (
        <Link
          key={to}
          to={to}
          aria-current={
            (to === '/' ? location === '/' || location === '' : location.startsWith(to)) ? 'page' : undefined
          }
        >
          <Icon name={icon} />
          <span>{name}</span>
        </Link>
      ))}
    </nav>
  );
}

function ProjectSwitch({ project }: { project: string }) {
  const projects = useQuery(projectsQuery);
  const names = projects.data?.items.map((p) => p.id) ?? [project];
  return (
    <label className="project-switch">
      <span className="visually-hidden">Project</span>
      <select
        className="input"
        value={project}
        onChange={(event) => location.assign(`/p/${encodeURIComponent(event.target.value)}`)}
      >
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

const liveWords = {
  live: 'Live',
  connecting: 'Connecting',
  paused: 'Paused',
} as const;

function LiveState() {
  const { state } = useLive();
  return (
    <span className="live" data-state={state} role="status">
      <span className="live-dot" aria-hidden="true" />
      {liveWords[state]}
    </span>
  );
}
