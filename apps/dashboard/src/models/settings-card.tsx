import type { Schemas } from '../api/queries.js';
import { Card } from '../ui/page.js';

/** In the order in which they matter to a reader. */
const explained: Record<string, [name: string, says: string]> = {
  modelWeight: ['Weight of the network', 'How much the network’s probabilities count. 0: not at all.'],
  prototypeWeight: ['Weight of the prototypes', 'How much likeness to typical examples counts. 0: not at all.'],
  priorWeight: ['Weight of class frequencies', 'How much it counts that some classes are more frequent than others.'],
  correlation: [
    'Labels repeat each other',
    'How much several labels of one example count less than independent ones: hard examples fool several people at once.',
  ],
  voteWeight: ['Weight of votes', 'How much the labels’ majority counts where the model knows nothing of the example.'],
  temperature: ['Caution', 'Above 1: probabilities that are told are less extreme than the sum of the evidence.'],
  rowShrinkage: [
    'Labels before a source is itself',
    'For each class: until a source has about so many labels of it, it is taken to err as the project does.',
  ],
  skillShrinkage: ['Labels before its accuracy is its own', 'The same for the accuracy of a source over all classes.'],
};

const temperatureWords: Record<'model' | 'prototype', [name: string, says: string]> = {
  model: ['Temperature of the network', 'What its outputs are divided by, so that 80 % means right in 80 of 100.'],
  prototype: ['Temperature of the prototypes', 'The same for likeness; small, because likeness lies between −1 and 1.'],
};

/** What posteriors are made with; fitted on the labels alone. */
export function SettingsCard({ version }: { version: Schemas['ModelVersion'] }) {
  const { settings, temperatures, oddThreshold } = version.report;
  const fitted = Object.entries(settings).map(([key, value]) => [...(explained[key] ?? [key, '']), value] as const);
  const cooled = (['model', 'prototype'] as const).map((key) => [...temperatureWords[key], temperatures[key]] as const);
  const odd =
    oddThreshold === null
      ? []
      : [['Line for odd labels', 'A label with a larger loss looks drawn at random.', oddThreshold] as const];
  return (
    <Card title="Settings of this version" note="fitted by predicting each label before it was used; no gold is needed">
      <dl className="model-settings">
        {[...fitted, ...cooled, ...odd].map(([name, says, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong className="number">{Number(value.toFixed(3))}</strong>
              <span className="muted small">{says}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
