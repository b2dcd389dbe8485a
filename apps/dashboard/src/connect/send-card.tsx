import { useId, useState } from 'react';
import type { ScreenProps } from '../app.js';
import { apiKey } from '../api/key.js';
import { CodeBlock } from '../ui/code-block.js';
import { Card } from '../ui/page.js';
import { snippetsOf } from './snippets.js';

/** How labels are sent to this project. */
export function SendCard({ project }: ScreenProps) {
  const snippets = snippetsOf({ origin: location.origin, project, keyed: apiKey() !== null });
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const { says, text, name } = snippets[chosen]!;
  const onKeyDown = ({ key }: React.KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step === undefined) return;
    const next = (chosen + step + snippets.length) % snippets.length;
    setChosen(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <Card title="Send labels">
      <div className="tabs" role="tablist" aria-label="Ways to send labels" onKeyDown={onKeyDown}>
        {snippets.map((snippet, n) => (
          <button
            key={snippet.name}
            id={`${id}-${n}`}
            type="button"
            role="tab"
            aria-selected={n === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={n === chosen ? 0 : -1}
            onClick={() => setChosen(n)}
          >
            {snippet.name}
          </button>
        ))}
      </div>
      <div className="stack send-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>
        <p className="muted">{says}</p>
        <CodeBlock text={text} label={`the example for ${name}`} />
        <p className="muted small">{featureWords(project)}</p>
      </div>
    </Card>
  );
}

function featureWords({ featureShape, featureType }: ScreenProps['project']): string {
  if (featureShape === null) {
    return 'With "features", an embedding of the example as a list of numbers, Qualm finds far more. "text" is what the annotator saw.';
  }
  const numbers = featureShape.reduce((product, side) => product * side, 1);
  return `With "features" (${numbers.toLocaleString('en')} numbers, ${featureShape.join(' × ')} ${featureType}) Qualm finds far more.`;
}
