import { memo } from 'react';
import { Link } from 'wouter';
import type { Source } from '../api/figures.js';
import { AccuracyBar } from '../ui/accuracy-bar.js';
import { count, none, percent, points } from '../ui/format.js';
import { Badge } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import { kindNames, patternWords } from '../ui/words.js';
import { goldWords } from './source-words.js';

interface SourceRowProps {
  project: string;
  source: Source;
  line: number | null;
  /** From 0. */
  index: number;
  height: number;
  /** Pixels below the first row. */
  top: number;
}

export const SourceRow = memo(({ source, line, index, height, top }: SourceRowProps) => {
  const { sourceId, accuracy, accuracyInterval, gold, labels, trend, lastAt } = source;
  return (
    <div
      role="row"
      className="source-row"
      aria-rowindex={index + 2}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <div role="cell" data-column="sourceId">
        <Link to={`/sources/${encodeURIComponent(sourceId)}`} className="source-name" title={sourceId}>
          {sourceId}
        </Link>
        <span className="small muted clip">{source.patterns.map(patternWords).join(', ')}</span>
      </div>
      <div role="cell" data-column="risk">
        <Alarms source={source} />
      </div>
      <div role="cell" data-column="accuracy">
        <span className="source-accuracy">{percent(accuracy, 0)}</span>
        <AccuracyBar
          accuracy={accuracy}
          range={accuracyInterval}
          line={line}
          {...(gold.labels > 0 && { gold: gold.accuracyInterval })}
        />
      </div>
      <div role="cell" data-column="labels" title={goldWords(gold)}>
        {count(labels)}
        <span className="unit"> labels</span>
      </div>
      <div role="cell" data-column="trend">
        <Trend trend={trend} />
      </div>
      <div role="cell" data-column="lastAt" className="muted">
        <TimeAgo at={lastAt} />
      </div>
    </div>
  );
});

function Alarms({ source: { alarms, paused } }: Pick<SourceRowProps, 'source'>) {
  return (
    <>
      {paused && <Badge title={`Paused by ${paused.by}`}>Paused</Badge>}
      {kindsOf(alarms).map(({ kind, grades, takenBy }) => (
        <Badge
          key={kind}
          tone={takenBy === null ? 'bad' : 'warn'}
          title={takenBy === null ? 'Nobody has taken it on' : `Taken on by ${takenBy}`}
        >
          {kindNames[kind]} · {grades.join(' + ')}
          {takenBy !== null && ' ✓'}
        </Badge>
      ))}
      {alarms.length === 0 && !paused && <span className="muted">{none}</span>}
    </>
  );
}

/** One entry per kind: the evidence that its alarms rest on, and who has all of them. */
function kindsOf(alarms: Source['alarms']) {
  const kinds = [...new Set(alarms.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const alike = alarms.filter((alarm) => alarm.kind === kind);
    const takenOn = alike.every(({ acknowledgedBy }) => acknowledgedBy !== null);
    return {
      kind,
      grades: alike.map(({ evidence }) => evidence),
      takenBy: takenOn ? alike[0]!.acknowledgedBy : null,
    };
  });
}

function Trend({ trend }: { trend: number | null }) {
  if (trend === null) return <span className="muted">{none}</span>;
  const tone = trend <= -0.05 ? 'bad' : trend >= 0.05 ? 'good' : 'muted';
  return <span className={tone}>{points(trend)}</span>;
}
