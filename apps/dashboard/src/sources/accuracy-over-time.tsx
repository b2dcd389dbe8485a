import { useMemo } from 'react';
import type { Schemas } from '../api/queries.js';
import type { SourceDetail } from '../api/figures.js';
import { Chart, type ChartOptions } from '../ui/chart.js';
import { count, exactTime, interval, percent } from '../ui/format.js';
import { Empty } from '../ui/loaded.js';
import { Numbers } from '../ui/numbers.js';
import { Card } from '../ui/page.js';

const HEIGHT = 250;

type Drift = NonNullable<Schemas['Alert']['drift']>;
type Bucket = SourceDetail['history'][number];
type Known = Bucket & { accuracy: number };

interface AccuracyOverTimeProps {
  source: SourceDetail;
  change: Drift | undefined;
}

/** How right a source was when, against the line. */
export function AccuracyOverTime({ source, change }: AccuracyOverTimeProps) {
  const { history, accuracyLine, alarmRecords } = source;
  const buckets = useMemo(() => history.filter(isKnown), [history]);
  const options = useMemo(
    () => chartOf({ buckets, line: accuracyLine, opened: openings(alarmRecords), change }),
    [buckets, accuracyLine, alarmRecords, change],
  );
  const newest = buckets.at(-1);
  return (
    <Card title="Right labels over time" note="by when the labels were given">
      {newest === undefined ? (
        <Empty title="Too few labels">The chart begins as soon as some are judged.</Empty>
      ) : (
        <>
          <div className="legend small" aria-hidden="true">
            <span>right</span>
            <span data-mark="band">95 %</span>
            {accuracyLine !== null && <span data-mark="line">the line: alarms open below it</span>}
            {change && <span data-mark="change">the change lies here (90 %)</span>}
          </div>
          <Chart
            label={`Share of right labels over time; last ${percent(newest.accuracy)} (${interval(newest.accuracyInterval)}). The line is ${percent(accuracyLine)}.`}
            height={HEIGHT}
            options={options}
          />
          <Numbers heads={['From', 'Labels', 'Right', '95 %']} rows={buckets.toReversed().map(rowOf)} />
        </>
      )}
    </Card>
  );
}

interface Drawn {
  buckets: Known[];
  line: number | null;
  opened: Date[];
  change: Drift | undefined;
}

function chartOf({ buckets, line, opened, change }: Drawn): ChartOptions {
  return (plot) => {
    const x1 = (bucket: Known) => new Date(bucket.from);
    const x2 = (bucket: Known) => new Date(bucket.to);
    const tip = {
      x: middleOf,
      y: 'accuracy',
      title: tipOf,
      fill: 'var(--raised)',
      lineHeight: 1.35,
      stroke: 'var(--line-strong)',
    };
    return {
      marginLeft: 46,
      marginBottom: 36,
      marginTop: 24,
      x: { type: 'time', label: null },
      y: { domain: [0, 1], grid: true, label: null, tickFormat: '.0%', ticks: 5 },
      marks: [
        ...(change ? [plot.rectX([change], { ...spanOf(change), fill: 'var(--warn)', fillOpacity: 0.2 })] : []),
        plot.rect(buckets, {
          x1,
          x2,
          y1: (bucket: Known) => bucket.accuracyInterval?.[0],
          y2: (bucket: Known) => bucket.accuracyInterval?.[1],
          fill: 'var(--accent)',
          fillOpacity: 0.2,
        }),
        plot.ruleY(buckets, { x1, x2, y: 'accuracy', stroke: 'var(--accent)', strokeWidth: 3 }),
        ...(line === null
          ? []
          : [plot.ruleY([line], { stroke: 'var(--bad)', strokeDasharray: '5 4', strokeWidth: 1.5 })]),
        plot.ruleX(opened, { stroke: 'var(--bad)', strokeOpacity: 0.6 }),
        plot.text(opened, {
          x: (at: Date) => at,
          frameAnchor: 'top',
          dy: -16,
          text: () => 'alarm',
          fill: 'var(--bad)',
        }),
        plot.tip(buckets, plot.pointerX(tip)),
      ],
    };
  };
}

function spanOf({ betweenAt }: Drift) {
  const [from, to] = betweenAt;
  return { x1: () => new Date(from), x2: () => new Date(to) };
}

/** When alarms opened; of two at about the same time one is drawn. */
function openings(records: SourceDetail['alarmRecords']): Date[] {
  const all = records.filter(({ state }) => state === 'open').map(({ at }) => new Date(at));
  return all.toSorted((a, b) => a.getTime() - b.getTime());
}

function isKnown(bucket: Bucket): bucket is Known {
  return bucket.accuracy !== null;
}

function middleOf({ from, to }: Known): Date {
  return new Date((Date.parse(from) + Date.parse(to)) / 2);
}

function tipOf({ from, to, labels, accuracy, accuracyInterval }: Known): string {
  return [
    `${exactTime(from)} to ${exactTime(to)}`,
    `${count(labels)} labels`,
    `right: ${percent(accuracy)} (${interval(accuracyInterval)})`,
  ].join('\n');
}

function rowOf({ from, labels, accuracy, accuracyInterval }: Known) {
  return { key: from, cells: [exactTime(from), count(labels), percent(accuracy), interval(accuracyInterval)] };
}
