import type { PlotOptions } from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';
import './ui.css';

/** Narrower there is no room beside the axis. */
const MIN_WIDTH = 120;

type PlotModule = typeof import('@observablehq/plot');

/** Called again for every width; colours as CSS variables follow the theme by themselves. */
export type ChartOptions = (plot: PlotModule, width: number) => PlotOptions;

interface ChartProps {
  /** What it shows, for who cannot see it. */
  label: string;
  height: number;
  options: ChartOptions;
}

/** A chart by Observable Plot, loaded when the first is shown. Keeps its height while it is drawn. */
export function Chart({ label, height, options }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  const [plot, setPlot] = useState<PlotModule>();
  useEffect(() => void import('@observablehq/plot').then((module) => setPlot(() => module)), []);
  useEffect(() => {
    if (!plot || width < MIN_WIDTH) return undefined;
    const figure = plot.plot({ ...chartDefaults, width, height, ...options(plot, width) });
    figure.setAttribute('aria-hidden', 'true');
    host.current!.append(figure);
    return () => figure.remove();
  }, [plot, width, height, options]);
  return (
    <div className="chart" role="img" aria-label={label} style={{ height }}>
      <div ref={host} />
    </div>
  );
}

const chartDefaults: PlotOptions = {
  style: { background: 'transparent', color: 'var(--muted)', fontFamily: 'var(--font)', fontSize: '12px' },
};

function useWidth(host: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(host.current!);
    return () => observer.disconnect();
  }, [host]);
  return width;
}
