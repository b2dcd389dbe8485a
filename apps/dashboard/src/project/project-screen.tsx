import { useQuery } from '@tanstack/react-query';
import type { ScreenProps } from '../app.js';
import { projectQuery } from '../api/queries.js';
import { counted } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { AccuracyCard } from './accuracy-card.js';
import { AlertsCard } from './alerts-card.js';
import { Figures } from './figures.js';
import { OpenAlarmsCard } from './open-alarms-card.js';
import './project.css';
import { VersionsCard } from './versions-card.js';

/** How a project stands now, and what asks for a person. */
export function ProjectScreen({ project: { id } }: ScreenProps) {
  const { data } = useQuery(projectQuery(id));
  return (
    <Page title={id} intro={data ? sizeWords(data) : 'How the project stands now.'}>
      {data && !data.calibrated && <NotCalibrated />}
      <Figures project={id} />
      <AccuracyCard project={id} />
      <div className="columns">
        <OpenAlarmsCard project={id} />
        <div className="stack">
          <AlertsCard project={id} />
          <VersionsCard project={id} />
        </div>
      </div>
    </Page>
  );
}

function sizeWords({ labels, examples, sources }: { labels: number; examples: number; sources: number }): string {
  return `${counted(labels, 'label')} of ${counted(examples, 'example')}, by ${counted(sources, 'source')}.`;
}

function NotCalibrated() {
  return (
    <div className="notice" role="note" data-tone="warn">
      <strong>Alarms that rest on the model are not reliable now.</strong> On gold, its beliefs turned out to be too
      sure. Alarms on gold hold. A new model version, or more gold, can set this right.
    </div>
  );
}
