import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { HistoryBucket } from '../api/figures.js';
import { Chart, type ChartOptions } from '../ui/chart.js';
import { count, exactTime, interval, percent } from '../ui/format.js';
import { Empty, Loaded } from '../ui/loaded.js';
import { Numbers } from '../ui/numbers.js';
import { Card } from '../ui/page.js';
import { projectQuery } from '../api/queries.js';
import { historyQuery } from './project-queries.js';

const HEIGHT = 260;

/** Label accuracy over the project's life: as given, and once corrected. */
export function AccuracyCard({ project }: { project: string }) {
  const status = useQuery(projectQuery(project)).data;
  const history = useQuery({ ...historyQuery(project, status?.labels ?? 0), enabled: status !== undefined });
  return (
    <Card title="Right labels over time" note="by when the labels were given" className="accuracy-card">
      <Loaded query={history} height={HEIGHT + 62}>
        {({ buckets }) => <Drawn buckets={buckets.filter(isKnown)} />}
      </Loaded>
    </Card>
  );
}

type Known = HistoryBucket & { accuracy: number };

function Drawn({ buckets }: { buckets: Known[] }) {
  const options = useMemo(() => chartOf(buckets), [buckets]);
  if (buckets.length === 0) {
    return <Empty title="No label yet">The chart begins with the first one. "Connect" shows how to send it.</Empty>;
  }
  const newest = buckets.at(-1)!;
  const words = `Share of right labels over time, from ${exactTime(buckets[0]!.from)} to ${exactTime(newest.to)}. Last: ${percent(newest.accuracy)} as given, ${percent(newest.corrected)} once corrected.`;
  return (
    <>
      <div className="legend small" aria-hidden="true">
        <span>as given</span>
        <span data-mark="band">95 %</span>
        <span data-mark="good">with the suggested labels instead</span>
      </div>
      <Chart label={words} height={HEIGHT} options={options} />
      <Numbers
        heads={['From', 'Labels', 'Right', '95 %', 'Once corrected']}
        rows={buckets.toReversed().map(({ from, labels, accuracy, accuracyInterval, corrected }) => ({
          key: from,
          cells: [exactTime(from), count(labels), percent(accuracy), interval(accuracyInterval, 1), percent(corrected)],
        }))}
      />
    </>
  );
}

function chartOf(buckets: Known[]): ChartOptions {
  return (plot) => {
    const points = buckets.map((bucket) => ({ ...bucket, time: middleOf(bucket) }));
    // A line of one point cannot be seen.
    const dots = points.length < 3 ? points : [];
    return {
      marginLeft: 46,
      marginBottom: 36,
      x: { type: 'time', label: null },
      y: { domain: [floorOf(buckets), 1], clamp: true, grid: true, label: null, tickFormat: '.0%' },
      marks: [
        plot.areaY(points, {
          x: 'time',
          y1: (p: Known) => p.accuracyInterval?.[0],
          y2: (p: Known) => p.accuracyInterval?.[1],
          fill: 'var(--accent)',
          fillOpacity: 0.2,
          curve: 'monotone-x',
        }),
        plot.lineY(points, { x: 'time', y: 'corrected', stroke: 'var(--good)', strokeWidth: 2, curve: 'monotone-x' }),
        plot.lineY(points, { x: 'time', y: 'accuracy', stroke: 'var(--accent)', strokeWidth: 2, curve: 'monotone-x' }),
        plot.dot(dots, { x: 'time', y: 'corrected', fill: 'var(--good)' }),
        plot.dot(dots, { x: 'time', y: 'accuracy', fill: 'var(--accent)' }),
        plot.ruleX(points, plot.pointerX({ x: 'time', stroke: 'var(--line-strong)' })),
        plot.tip(
          points,
          plot.pointerX({
            x: 'time',
            y: 'accuracy',
            title: tipOf,
            fill: 'var(--raised)',
            lineHeight: 1.35,
            stroke: 'var(--line-strong)',
          }),
        ),
      ],
    };
  };
}

/** The axis begins a little below what buckets of usual size reach; what few labels say may lie lower. */
function floorOf(buckets: Known[]): number {
  const usual = Math.max(...buckets.map(({ labels }) => labels)) / 4;
  const lows = buckets.filter(({ labels }) => labels >= usual).map((b) => b.accuracyInterval?.[0] ?? b.accuracy);
  return Math.max(0, Math.floor(10 * Math.min(...lows)) / 10);
}

function tipOf({ from, labels, accuracy, accuracyInterval, corrected }: Known): string {
  return [
    exactTime(from),
    `${count(labels)} labels`,
    `right: ${percent(accuracy)} (${interval(accuracyInterval, 1)})`,
    `once corrected: ${percent(corrected)}`,
  ].join('\n');
}

function isKnown(bucket: HistoryBucket): bucket is Known {
  return bucket.accuracy !== null;
}

function middleOf({ from, to }: HistoryBucket): Date {
  return new Date((Date.parse(from) + Date.parse(to)) / 2);
}
