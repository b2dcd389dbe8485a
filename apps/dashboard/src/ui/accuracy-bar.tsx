import { interval, percent } from './format.js';
import './figures.css';

interface AccuracyBarProps {
  accuracy: number;
  /** Credible interval. */
  range: readonly number[];
  /** Confidence sequence on gold, where there is gold. */
  gold?: readonly number[];
  /** The line below which a source counts as bad. */
  line?: number | null;
}

/** An accuracy from 0 to 100 %, with its intervals and the line that it is held against. */
export function AccuracyBar({ accuracy, range, gold, line }: AccuracyBarProps) {
  const low = line !== null && line !== undefined && range[1]! < line;
  return (
    <svg className="accuracy-bar" data-tone={low ? 'bad' : 'neutral'} role="img" aria-label={words(range, gold)}>
      <line className="axis" x1="0" x2="100%" y1="9" y2="9" />
      {gold && <line className="gold" x1={at(gold[0]!)} x2={at(gold[1]!)} y1="18" y2="18" />}
      <line className="range" x1={at(range[0]!)} x2={at(range[1]!)} y1="9" y2="9" />
      {line !== null && line !== undefined && (
        <line className="limit" x1={at(line)} x2={at(line)} y1="1" y2="21">
          <title>{`The line: ${percent(line)}`}</title>
        </line>
      )}
      <circle className="mean" cx={at(accuracy)} cy="9" r="4" />
    </svg>
  );
}

function at(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}

function words(range: readonly number[], gold: readonly number[] | undefined): string {
  const known = gold ? `; on gold ${interval(gold)}` : '';
  return `95 %: ${interval(range)}${known}`;
}
