import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { projectQuery, type Schemas } from '../api/queries.js';
import { count, interval, none, percent, points } from '../ui/format.js';
import { Stat, type Tone } from '../ui/page.js';
import { progressQuery } from './project-queries.js';

interface Figure {
  label: string;
  value: ReactNode;
  hint: ReactNode;
  tone?: Tone;
}

/** The figures of now. Places are kept free until they come. */
export function Figures({ project }: { project: string }) {
  const status = useQuery(projectQuery(project)).data;
  const progress = useQuery(progressQuery(project)).data;
  const figures: Figure[] = [
    {
      label: 'Labels a minute',
      value: progress ? count(Math.round(progress.labelsPerMinute)) : none,
      hint: progress ? lagWords(progress.lag) : null,
    },
    {
      label: 'Right labels',
      value: percent(status?.accuracy),
      hint: status?.accuracyInterval ? `95 %: ${interval(status.accuracyInterval, 1)}` : 'not known yet',
    },
    {
      label: 'Once corrected',
      value: percent(status?.corrected),
      hint: status ? gainWords(status) : null,
      ...(status && gainOf(status) > 0 && { tone: 'good' as const }),
    },
    {
      label: 'Suspect labels',
      value: status ? count(status.suspects) : none,
      hint: <Link to="/review">Review them</Link>,
    },
    {
      label: 'Sources in alarm',
      value: status ? count(status.openAlarms) : none,
      hint: <Link to="/sources?alarm=open">of {count(status?.sources ?? 0)} sources</Link>,
      ...(status && status.openAlarms > 0 && { tone: 'bad' as const }),
    },
    {
      label: 'Model version',
      value: status?.modelVersion || none,
      hint: progress?.training ? 'the next is in training' : <Link to="/models">All versions</Link>,
    },
  ];
  return (
    <div className="stats figures">
      {figures.map((figure) => (
        <Stat key={figure.label} {...figure} />
      ))}
    </div>
  );
}

function lagWords({ judge, watch }: { judge: number; watch: number }): string {
  if (judge + watch === 0) return 'nothing waits';
  return judge > 0 ? `${count(judge)} wait to be judged` : `${count(watch)} wait to be counted`;
}

type Corrected = Pick<Schemas['ProjectStatus'], 'accuracy' | 'corrected'>;

/** Share of the labels that the suggested label sets right. */
function gainOf({ accuracy, corrected }: Corrected): number {
  return accuracy === null || corrected === null ? 0 : corrected - accuracy;
}

function gainWords(status: Corrected): string {
  return status.corrected === null ? 'not known yet' : `${points(gainOf(status))} points by suggested labels`;
}
