import { calibrationError, reliabilityBins, type ReliabilityBin } from './calibration.js';

export interface ReliabilityPanel {
  title: string;
  /** `[L]` */
  quality: ArrayLike<number>;
  isRight: ArrayLike<number>;
}

const SIDE = 220;
const HISTOGRAM = 48;
const GAP = 14;
const LEFT = 56;
const TOP = 44;
const PANEL = { width: LEFT + SIDE + 24, height: TOP + SIDE + GAP + HISTOGRAM + 52 };
const COLUMNS = 3;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const INK = '#1f2937';
const FAINT = '#e5e7eb';
const BAR = '#94a3b8';
const DOT = '#2563eb';

/** An SVG with one panel per crowd: share of right labels over quality, and under it how many labels each bin holds. */
export function reliabilityPlot(panels: ReliabilityPanel[]): string {
  const across = Math.min(COLUMNS, panels.length);
  const width = across * PANEL.width;
  const height = Math.ceil(panels.length / across) * PANEL.height;
  const drawn = panels.map((panel, n) => {
    const [x, y] = [(n % across) * PANEL.width + LEFT, Math.floor(n / across) * PANEL.height + TOP];
    return `<g transform="translate(${x} ${y})">${drawPanel(panel)}</g>`;
  });
  const style = `font-family="Helvetica, Arial, sans-serif" font-size="11" fill="${INK}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${style}>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function drawPanel({ title, quality, isRight }: ReliabilityPanel): string {
  const bins = reliabilityBins(quality, isRight);
  const most = Math.max(...bins.map(({ labels }) => labels));
  const figures = `ECE ${calibrationError(bins).toFixed(3)}, ${quality.length.toLocaleString('en')} labels`;
  return [
    `<text y="-22" font-size="13" font-weight="bold">${escaped(title)}</text><text y="-7" fill="#6b7280">${figures}</text>`,
    ...TICKS.map(drawTick),
    `<line x1="0" y1="${SIDE}" x2="${SIDE}" y2="0" stroke="${BAR}" stroke-dasharray="4 4"/>`,
    `<polyline points="${bins.map((bin) => pointOf(bin).join(',')).join(' ')}" fill="none" stroke="${DOT}" stroke-width="1.5"/>`,
    ...bins.map((bin) => drawPoint(bin, most)),
    `<text transform="rotate(-90)" x="${-SIDE / 2}" y="-38" text-anchor="middle">share of right labels</text>`,
    drawHistogram(bins, most),
    `<text x="${SIDE / 2}" y="${SIDE + GAP + HISTOGRAM + 32}" text-anchor="middle">quality</text>`,
  ].join('\n');
}

function drawTick(value: number): string {
  const at = value * SIDE;
  const foot = SIDE + GAP + HISTOGRAM;
  return [
    `<line x1="0" y1="${at}" x2="${SIDE}" y2="${at}" stroke="${FAINT}"/><line x1="${at}" y1="0" x2="${at}" y2="${SIDE}" stroke="${FAINT}"/>`,
    `<text x="-8" y="${SIDE - at + 4}" text-anchor="end">${value}</text>`,
    `<text x="${at}" y="${foot + 16}" text-anchor="middle">${value}</text>`,
  ].join('');
}

/** Bars as high as the share of all labels that their bin holds, the fullest one filling the strip. */
function drawHistogram(bins: ReliabilityBin[], most: number): string {
  const foot = SIDE + GAP + HISTOGRAM;
  const bars = bins.map(({ labels, meanQuality }) => {
    const height = Math.max(1, (HISTOGRAM * labels) / most);
    const x = Math.min(SIDE - 11, Math.max(0, meanQuality * SIDE - 5.5));
    return `<rect x="${x.toFixed(1)}" y="${(foot - height).toFixed(1)}" width="11" height="${height.toFixed(1)}" fill="${BAR}"/>`;
  });
  const axis = `<line x1="0" y1="${foot}" x2="${SIDE}" y2="${foot}" stroke="${INK}"/>`;
  const label = `<text x="-8" y="${foot - HISTOGRAM + 8}" text-anchor="end">${most.toLocaleString('en')}</text>`;
  return `${bars.join('')}${axis}${label}`;
}

/** Of an area that grows with the bin's labels: a lone point far out is seen for what it is. */
function drawPoint(bin: ReliabilityBin, most: number): string {
  const [x, y] = pointOf(bin);
  return `<circle cx="${x}" cy="${y}" r="${(2 + 5 * Math.sqrt(bin.labels / most)).toFixed(1)}" fill="${DOT}"/>`;
}

function pointOf({ meanQuality, shareRight }: ReliabilityBin): [string, string] {
  return [(meanQuality * SIDE).toFixed(1), ((1 - shareRight) * SIDE).toFixed(1)];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
