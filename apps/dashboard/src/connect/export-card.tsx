import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ScreenProps } from '../app.js';
import { apiKey } from '../api/key.js';
import { CodeBlock } from '../ui/code-block.js';
import { Card } from '../ui/page.js';
import { exportName, exportPath, formats, type ExportChoice, type ExportFormat } from './export-address.js';
import { saveFile } from './save-file.js';
import { shellQuoted } from './snippets.js';

/** The cleaned labels, as a file. */
export function ExportCard({ project }: ScreenProps) {
  const [choice, setChoice] = useState<ExportChoice>({
    format: 'ndjson',
    rows: 'examples',
    which: 'all',
    sourceId: '',
  });
  const [path, name] = [exportPath(project.id, choice), exportName(project.id, choice)];
  const keyed = apiKey() !== null;
  const key = keyed ? ' -H "authorization: Bearer $QUALM_API_KEY"' : '';
  return (
    <Card title="Cleaned labels" note="with what Qualm believes, how sure it is, and the quality of every label">
      <div className="stack">
        <ExportChoices choice={choice} onChange={(change) => setChoice({ ...choice, ...change })} />
        {keyed ? (
          <SaveButton path={path} name={name} />
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

interface ExportChoicesProps {
  choice: ExportChoice;
  onChange(change: Partial<ExportChoice>): void;
}

function ExportChoices({ choice: { format, rows, which, sourceId }, onChange }: ExportChoicesProps) {
  return (
    <div className="export-choices">
      <label className="field">
        <span>Format</span>
        <select
          className="input"
          value={format}
          onChange={({ target }) => onChange({ format: target.value as ExportFormat })}
        >
          {Object.entries(formats).map(([value, says]) => (
            <option key={value} value={value}>
              {says}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>A row for each</span>
        <select
          className="input"
          value={format === 'label-studio' ? 'examples' : rows}
          disabled={format === 'label-studio'}
          onChange={({ target }) => onChange({ rows: target.value as ExportChoice['rows'] })}
        >
          <option value="examples">Example</option>
          <option value="labels">Given label</option>
        </select>
      </label>
      <label className="field">
        <span>Which</span>
        <select
          className="input"
          value={which}
          onChange={({ target }) => onChange({ which: target.value as ExportChoice['which'] })}
        >
          <option value="all">All</option>
          <option value="suspect">With a suspect label</option>
          <option value="trusted">Without a suspect label</option>
        </select>
      </label>
      <label className="field">
        <span>Of one source (its id; empty: all)</span>
        <input
          className="input"
          value={sourceId}
          onChange={({ target }) => onChange({ sourceId: target.value.trim() })}
        />
      </label>
    </div>
  );
}
