import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ScreenProps } from '../app.js';
import { apiKey } from '../api/key.js';
import { CodeBlock } from '../ui/code-block.js';
import { Card } from '../ui/page.js';
import { exportName, exportPath, type ExportChoice } from './export-address.js';
import { ExportChoices } from './export-choices.js';
import { saveFile } from './save-file.js';
import { shellQuoted } from './snippets.js';

const firstChoice: ExportChoice = {
  format: 'ndjson',
  rows: 'examples',
  which: 'all',
  sourceId: '',
  labelStudio: { fromName: '', toName: '', exampleId: '' },
};

/** The cleaned labels, as a file. */
export function ExportCard({ project }: ScreenProps) {
  const [choice, setChoice] = useState(firstChoice);
  const [path, name] = [exportPath(project.id, choice), exportName(project.id, choice)];
  const keyed = apiKey() !== null;
  // What a link cannot do: carry the key, and say why there is no file.
  const asked = keyed || choice.format === 'label-studio';
  const key = keyed ? ' -H "authorization: Bearer $QUALM_API_KEY"' : '';
  return (
    <Card title="Cleaned labels" note="with what Qualm believes, how sure it is, and the quality of every label">
      <div className="stack">
        <ExportChoices choice={choice} onChange={(change) => setChoice({ ...choice, ...change })} />
        {asked ? (
          <SaveButton key={path} path={path} name={name} />
        ) : (
          <div>
            <a className="button" data-kind="primary" href={path} download={name}>
              Download
            </a>
          </div>
        )}
        <CodeBlock
          text={`curl ${shellQuoted(location.origin + path)}${key} -o ${shellQuoted(name)}`}
          label="the command for this export"
        />
      </div>
    </Card>
  );
}

function SaveButton({ path, name }: { path: string; name: string }) {
  const save = useMutation({ mutationFn: () => saveFile(path, name) });
  // Whoever closes the browser's own dialog has changed their mind.
  const error = save.error?.name === 'AbortError' ? null : save.error;
  return (
    <div className="row">
      <button
        type="button"
        className="button"
        data-kind="primary"
        disabled={save.isPending}
        onClick={() => save.mutate()}
      >
        {save.isPending ? 'Saving …' : 'Download'}
      </button>
      {error && (
        <p role="alert" className="problem">
          {error.message}
        </p>
      )}
    </div>
  );
}
