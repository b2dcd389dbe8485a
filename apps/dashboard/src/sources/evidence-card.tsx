import type { SourceDetail } from '../api/figures.js';
import { count, counted } from '../ui/format.js';
import { Card } from '../ui/page.js';

type TestName = keyof SourceDetail['tests'];

const tests: { name: TestName; title: string; asks: string }[] = [
  {
    name: 'gold',
    title: 'Below the line, on gold',
    asks: 'Only labels whose truth is known. Holds whatever the model does.',
  },
  {
    name: 'model',
    title: 'Below the line, on the model',
    asks: 'All labels, against what others and the model say. Holds while these are calibrated.',
  },
  { name: 'drift', title: 'Worse than its own past', asks: 'Compares its newest labels with those before.' },
  { name: 'copying', title: 'Copies somebody', asks: "Looks for other sources' mistakes that it repeats." },
];

/** How far each test of a source is from opening, or closing, its alarm. */
export function EvidenceCard({ source }: { source: SourceDetail }) {
  return (
    <Card title="Evidence so far">
      <p className="small muted evidence-intro">
        Each test looks at every label and collects evidence, beginning at 1. When the bar is full an alarm opens. A
        good source seldom gets there, however often one looks.
      </p>
      <ul className="evidence">
        {tests.map(({ name, title, asks }) => (
          <Meter
            key={name}
            title={title}
            asks={asks}
            test={source.tests[name]}
            isOpen={source.alarms.some(({ slot }) => slot === name)}
          />
        ))}
      </ul>
      {source.pending > 0 && (
        <p className="small muted">
          {counted(source.pending, 'label')} not in yet: more labels of the same example come first.
        </p>
      )}
    </Card>
  );
}

interface MeterProps {
  title: string;
  asks: string;
  test: SourceDetail['tests'][TestName];
  isOpen: boolean;
}

function Meter({ title, asks, test: { labels, eValue, bound }, isOpen }: MeterProps) {
  // Evidence multiplies with every label: its logarithm is how far the way is.
  const share = Math.min(1, Math.max(0, Math.log(eValue) / Math.log(bound)));
  const goal = isOpen ? 'alarm is open, closes at' : 'alarm at';
  const words = `${evidence(eValue)}, ${goal} ${evidence(bound)}`;
  return (
    <li>
      <div className="evidence-head">
        <strong>{title}</strong>
        <span className="small muted number">{words}</span>
      </div>
      <div
        className="meter"
        role="meter"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * share)}
        aria-valuetext={words}
        data-open={isOpen}
      >
        <span style={{ width: `${100 * share}%` }} />
      </div>
      <p className="small muted">
        {isOpen ? 'Open: this is evidence that it has recovered. ' : ''}
        {asks} {counted(labels, 'label')} so far.
      </p>
    </li>
  );
}

function evidence(value: number): string {
  if (value < 0.01) return 'below 0.01';
  return value < 10 ? value.toFixed(2) : count(Math.round(value));
}
