import { meanAndDeviation } from './metrics.js';
import type { CrowdScore, ScoredCrowd } from './result.js';

const columns: Record<keyof CrowdScore, string> = {
  truth: 'truth',
  aurocFinal: 'AUROC final',
  aurocArrival: 'on arrival',
  spearman: 'Spearman',
  test: 'test',
  calibrationError: 'ECE',
  seconds: 'seconds',
};
const names = Object.keys(columns) as (keyof CrowdScore)[];
const FIRST = 30;
const WIDTH = 12;

export function header(): string {
  return `${''.padEnd(FIRST)} ${names.map((name) => columns[name].padStart(WIDTH)).join(' ')}`;
}

/** Mean and deviation of every figure over the seeds. */
export function row(title: string, scored: ScoredCrowd[]): string {
  const cells = names.map((name) => {
    const { mean, deviation } = meanAndDeviation(scored.map(({ score }) => score[name]));
    if (Number.isNaN(mean)) return '-'.padStart(WIDTH);
    const figure = name === 'seconds' ? mean.toFixed(1) : `${mean.toFixed(3)} ±${deviation.toFixed(3)}`;
    return figure.padStart(WIDTH);
  });
  return `${`  ${title}`.padEnd(FIRST)} ${cells.join(' ')}`.trimEnd();
}

export interface Judged {
  name: string;
  /** One per seed; one in all where nothing is random. */
  scored: ScoredCrowd[];
}

/**
 * Where ours is below the best of the peers: by how much, its standard error over examples (both judged the same ones), and
 * `!` where it is more than twice that. Undefined where it is not below.
 */
export function shortfall(ours: Judged, theirs: Judged[]): string | undefined {
  const best = theirs.reduce((a, b) => (mean(b, 'truth') > mean(a, 'truth') ? b : a));
  const bestAuroc = theirs.reduce((a, b) => (mean(b, 'aurocFinal') > mean(a, 'aurocFinal') ? b : a));
  const said: string[] = [];
  const behind = mean(best, 'truth') - mean(ours, 'truth');
  if (behind > 0) {
    const error = standardError(best.scored, ours.scored);
    const mark = behind > 2 * error ? ' !' : '';
    said.push(`truth ${behind.toFixed(3)} below ${best.name} (standard error ${error.toFixed(3)})${mark}`);
  }
  const auroc = mean(bestAuroc, 'aurocFinal') - mean(ours, 'aurocFinal');
  if (auroc > 0) said.push(`AUROC ${auroc.toFixed(3)} below ${bestAuroc.name}`);
  return said.length > 0 ? `  < ${said.join('; ')}` : undefined;
}

function mean({ scored }: Judged, name: keyof CrowdScore): number {
  return meanAndDeviation(scored.map(({ score }) => score[name])).mean;
}

/** Of the mean difference in found truths: crowds of their own are more examples, seeds over the same crowd are not. */
function standardError(theirs: ScoredCrowd[], ours: ScoredCrowd[]): number {
  const sameCrowd = theirs.length < ours.length;
  const differences = sameCrowd
    ? Array.from(
        theirs[0]!.found,
        (found, n) => found - ours.reduce((sum, one) => sum + one.found[n]!, 0) / ours.length,
      )
    : ours.flatMap((one, seed) => Array.from(one.found, (found, n) => theirs[seed]!.found[n]! - found));
  return meanAndDeviation(differences).deviation / Math.sqrt(differences.length);
}
