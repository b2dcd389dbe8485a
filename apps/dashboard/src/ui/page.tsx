import { useEffect, type ReactNode } from 'react';
import './ui.css';

interface PageProps {
  title: string;
  /** One or two sentences: what this screen is for. */
  intro?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** One screen. Its title is the document's. */
export function Page({ title, intro, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Qualm`;
  }, [title]);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {intro !== undefined && <p>{intro}</p>}
        </div>
        {actions !== undefined && <div className="row">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

interface CardProps {
  title?: string;
  /** Beside the title. */
  note?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Card({ title, note, className = '', children }: CardProps) {
  return (
    <section className={`card ${className}`} {...(title !== undefined && { 'aria-label': title })}>
      {title !== undefined && (
        <div className="card-head">
          <h2>{title}</h2>
          {note !== undefined && <span className="muted small">{note}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'accent';

interface StatProps {
  label: string;
  value: ReactNode;
  hint?: ReactNode;
  tone?: Tone;
}

/** One figure. */
export function Stat({ label, value, hint, tone = 'neutral' }: StatProps) {
  return (
    <div className="card stat" data-tone={tone}>
      <div className="muted small">{label}</div>
      <div className="stat-value">{value}</div>
      <div className="muted small">{hint ?? '\u00a0'}</div>
    </div>
  );
}

export function Badge({ tone = 'neutral', title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span className="badge" data-tone={tone} title={title}>
      {children}
    </span>
  );
}
