import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ScreenProps } from '../app.js';
import type { SourceDetail } from '../api/figures.js';
import { ProblemError } from '../api/problem-error.js';
import { pathSegment } from '../ui/address.js';
import { Empty, Failed, Skeleton } from '../ui/loaded.js';
import { Page } from '../ui/page.js';
import { AccuracyOverTime } from './accuracy-over-time.js';
import { AlarmDesk } from './alarm-desk.js';
import { Confusions } from './confusions.js';
import { EvidenceCard } from './evidence-card.js';
import { PauseButton } from './pause-button.js';
import { changeOf, alertsQuery, sourceQuery } from './source-queries.js';
import { tableAddress } from './source-filter.js';
import { SourceFigures } from './source-figures.js';
import './source-room.css';
import { whoItIs } from './source-words.js';
import { SuspectLabels } from './suspect-labels.js';
import { WhatHappened } from './what-happened.js';

/** Of /p/:project/sources/:source. */
const SOURCE_SEGMENT = 3;

/** All about one source, and what can be done about it. */
export function SourceScreen({ project }: ScreenProps) {
  const sourceId = pathSegment(SOURCE_SEGMENT);
  const { data, error, refetch } = useQuery(sourceQuery(project.id, sourceId));
  return (
    <Page
      title={sourceId}
      intro={
        <>
          <Link to={tableAddress()} state={{ back: true }} className="small">
            All sources
          </Link>
          <span className="who">{data ? whoItIs(data, data.accuracyLine) : '\u00a0'}</span>
        </>
      }
      actions={data && <PauseButton project={project.id} source={data} />}
    >
      {data && <Room project={project} source={data} />}
      {!data && error && <NoRoom error={error} onRetry={() => void refetch()} />}
      {!data && !error && <RoomSkeleton />}
    </Page>
  );
}

function Room({ project, source }: ScreenProps & { source: SourceDetail }) {
  const alerts = useQuery(alertsQuery(project.id));
  const change = alerts.data && changeOf(alerts.data, source.sourceId);
  return (
    <>
      <SourceFigures source={source} />
      <AlarmDesk project={project.id} source={source} />
      <div className="columns">
        <AccuracyOverTime source={source} change={change?.drift} />
        <WhatHappened source={source} change={change} />
      </div>
      <Confusions project={project} source={source} />
      <div className="columns">
        <EvidenceCard source={source} />
        <SuspectLabels project={project} sourceId={source.sourceId} />
      </div>
    </>
  );
}

function NoRoom({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (!(error instanceof ProblemError) || error.status !== 404) return <Failed error={error} onRetry={onRetry} />;
  return (
    <Empty title="There is no such source">
      It has not labeled in this project. <Link to="/sources">See all sources</Link>
    </Empty>
  );
}

function RoomSkeleton() {
  return (
    <>
      <Skeleton height={108} />
      <Skeleton height={360} />
      <Skeleton height={480} />
    </>
  );
}
