import type { Tone } from './page.js';
import './ui.css';

interface BarProps {
  /** 0 to 1 */
  share: number;
  tone?: Tone;
}

/** A share, drawn beside the figure that says it. */
export function Bar({ share, tone = 'accent' }: BarProps) {
  return (
    <span className="share-bar" data-tone={tone} aria-hidden="true">
      <span style={{ width: `${100 * share}%` }} />
    </span>
  );
}
