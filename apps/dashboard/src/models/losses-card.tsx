import type { Schemas } from '../api/queries.js';
import { Bar } from '../ui/bar.js';
import { Card } from '../ui/page.js';
import { lossText } from './loss-text.js';

/** How well a version predicts labels, beside the one before and no model at all. */
export function LossesCard({ version }: { version: Schemas['ModelVersion'] }) {
  const { losses, examples, labels, epochs, dropped } = version.report;
  const rows = [
    { name: 'This version', loss: losses.version, tone: 'accent' as const },
    { name: 'The one in use before', loss: losses.previous, tone: 'neutral' as const },
    { name: 'No model: class frequencies', loss: losses.classPrior, tone: 'neutral' as const },
  ];
  const most = Math.max(...rows.map(({ loss }) => loss ?? 0), 1e-9);
  return (
    <Card title={`Version ${version.version}: label loss`} note="lower is better">
      <dl className="losses">
        {rows.map(({ name, loss, tone }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Bar share={(loss ?? 0) / most} tone={tone} />
              <span className="number">{lossText(loss)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="muted small">
        The mean of −log of the probability that a label gets before anything has learned from it. Trained on{' '}
        {labels.toLocaleString('en')} labels of {examples.toLocaleString('en')} examples in {epochs} rounds;{' '}
        {dropped === 0 ? 'no label was' : `${dropped.toLocaleString('en')} were`} left out because they look drawn at
        random. The gate says: {version.gate}.
      </p>
    </Card>
  );
}
