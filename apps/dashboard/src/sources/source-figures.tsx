import type { SourceDetail } from '../api/figures.js';
import { count, interval, none, percent, points } from '../ui/format.js';
import { Stat } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import { goldWords, trendWords } from './source-words.js';

/** The figures of one source. */
export function SourceFigures({ source }: { source: SourceDetail }) {
  const { accuracy, accuracyInterval, accuracyLine, gold, labels, trend, lastAt } = source;
  const isBad = accuracyLine !== null && accuracyInterval[1] < accuracyLine;
  return (
    <div className="stats">
      <Stat
        label="Right labels"
        value={percent(accuracy)}
        hint={`95 %: ${interval(accuracyInterval, 1)}`}
        tone={isBad ? 'bad' : 'neutral'}
      />
      <Stat
        label="Right on gold"
        value={gold.labels === 0 ? none : percent(gold.right / gold.labels)}
        hint={gold.labels === 0 ? goldWords(gold) : `${goldWords(gold)}; 95 %: ${interval(gold.accuracyInterval)}`}
      />
      <Stat label="Trend" value={points(trend)} hint={trendWords(trend)} />
      <Stat label="Labels" value={count(labels)} hint={<>last one {<TimeAgo at={lastAt} />}</>} />
    </div>
  );
}
