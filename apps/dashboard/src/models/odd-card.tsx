import { useCallback } from 'react';
import type { Schemas } from '../api/queries.js';
import { Chart } from '../ui/chart.js';
import { percent } from '../ui/format.js';
import { Empty } from '../ui/loaded.js';
import { Card } from '../ui/page.js';
import { shareBeyond } from './odd-histogram.js';

type Odd = NonNullable<Schemas['ModelVersion']['report']['odd']>;
type PlotModule = typeof import('@observablehq/plot');

/** Whether the model can tell given labels from labels drawn at random, and where the line between them is. */
export function OddCard({ version }: { version: Schemas['ModelVersion'] }) {
  const { odd } = version.report;
  return (
    <Card title="Labels that look drawn at random" note="by their loss: how unlikely the model finds a label">
      {odd ? (
        <Histogram odd={odd} />
      ) : (
        <Empty title="Nothing to draw">This version has no network, or is older than this chart.</Empty>
      )}
    </Card>
  );
}

function Histogram({ odd }: { odd: Odd }) {
  const given = percent(shareBeyond(odd.given, odd.edges, odd.threshold));
  const random = percent(shareBeyond(odd.random, odd.edges, odd.threshold));
  const says = `Beyond the line at ${odd.threshold.toFixed(2)} lie ${given} of the given labels and ${random} of simulated random labels.`;
  const options = useCallback((plot: PlotModule) => marksOf(plot, odd), [odd]);
  return (
    <>
      <p className="odd-legend small">
        <span data-series="given">given labels</span>
        <span data-series="random">simulated random labels</span>
      </p>
      <Chart label={says} height={240} options={options} />
      <p className="muted small odd-says">
        {says} A label beyond the line is doubted for it, and left out of the next training.
      </p>
    </>
  );
}

function marksOf(plot: PlotModule, { threshold, edges, given, random }: Odd) {
  const bins = given.map((share, n) => ({ from: edges[n]!, to: edges[n + 1]!, given: share, random: random[n]! }));
  const steps = bins.flatMap(({ from, to, random: share }) => [
    { loss: from, share },
    { loss: to, share },
  ]);
  return {
    marginLeft: 48,
    marginTop: 24,
    marginBottom: 42,
    x: { label: 'loss of the label (the last bin is open)' },
    y: { label: 'share', percent: true, grid: true },
    marks: [
      plot.rectY(bins, { x1: 'from', x2: 'to', y: 'given', fill: 'var(--accent)', fillOpacity: 0.75, inset: 0.5 }),
      plot.line(steps, { x: 'loss', y: 'share', stroke: 'var(--warn)', strokeWidth: 2 }),
      plot.ruleX([threshold], { stroke: 'var(--bad)', strokeWidth: 2, strokeDasharray: '5 4' }),
      plot.text([threshold], {
        x: (loss: number) => loss,
        text: () => 'line',
        frameAnchor: 'top',
        dy: -14,
        fill: 'var(--bad)',
        fontWeight: 600,
      }),
      plot.ruleY([0], { stroke: 'var(--line-strong)' }),
    ],
  };
}
