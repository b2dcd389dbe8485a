import { formats, type ExportChoice, type ExportFormat, type LabelStudioNames } from './export-address.js';

interface ExportChoicesProps {
  choice: ExportChoice;
  onChange(change: Partial<ExportChoice>): void;
}

/** What is exported, and as what. */
export function ExportChoices({ choice, onChange }: ExportChoicesProps) {
  const { format, rows, which, sourceId, labelStudio } = choice;
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
      {format !== 'label-studio' && (
        <label className="field">
          <span>A row for each</span>
          <select
            className="input"
            value={rows}
            onChange={({ target }) => onChange({ rows: target.value as ExportChoice['rows'] })}
          >
            <option value="examples">Example</option>
            <option value="labels">Given label</option>
          </select>
        </label>
      )}
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
      <TextChoice
        name="Of one source (its id; empty: all)"
        value={sourceId}
        onChange={(changed) => onChange({ sourceId: changed })}
      />
      {format === 'label-studio' && (
        <LabelStudioChoices names={labelStudio} onChange={(changed) => onChange({ labelStudio: changed })} />
      )}
    </div>
  );
}

interface LabelStudioChoicesProps {
  names: LabelStudioNames;
  onChange(names: LabelStudioNames): void;
}

function LabelStudioChoices({ names, onChange }: LabelStudioChoicesProps) {
  const set = (name: keyof LabelStudioNames) => (value: string) => onChange({ ...names, [name]: value });
  return (
    <>
      <TextChoice
        name="Field that names the example (empty: the task’s id)"
        value={names.exampleId}
        placeholder="data.key"
        onChange={set('exampleId')}
      />
      <TextChoice name="Choices tag" value={names.fromName} placeholder="choice" onChange={set('fromName')} />
      <TextChoice name="Tag that it is about" value={names.toName} placeholder="image" onChange={set('toName')} />
    </>
  );
}

interface TextChoiceProps {
  name: string;
  value: string;
  placeholder?: string;
  onChange(value: string): void;
}

function TextChoice({ name, value, placeholder, onChange }: TextChoiceProps) {
  return (
    <label className="field">
      <span>{name}</span>
      <input
        className="input"
        value={value}
        placeholder={placeholder}
        onChange={({ target }) => onChange(target.value.trim())}
      />
    </label>
  );
}
