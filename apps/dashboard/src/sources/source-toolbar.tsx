import { useEffect, useState } from 'react';
import { count, counted, exactTime } from '../ui/format.js';
import { kindNames } from '../ui/words.js';
import { columns, isFiltered, orderAfter, sortOf, type SourceFilter } from './source-filter.js';
import type { SourceRows } from './source-rows.js';

const TYPING_MS = 250;

interface SourceToolbarProps {
  filter: SourceFilter;
  onChange(change: Partial<SourceFilter>): void;
  rows: SourceRows;
}

/** What is shown, and how much that is. */
export function SourceToolbar({ filter, onChange, rows }: SourceToolbarProps) {
  return (
    <div className="source-toolbar" role="search" aria-label="Sources">
      <SearchField text={filter.search} onText={(search) => onChange({ search })} />
      <Choice name="Alarm" value={filter.alarm} onValue={(alarm) => onChange({ alarm })} choices={alarms} />
      <Choice name="Kind" value={filter.kind} onValue={(kind) => onChange({ kind })} choices={kinds} />
      <Choice name="Evidence" value={filter.evidence} onValue={(evidence) => onChange({ evidence })} choices={grades} />
      <span className="source-sort">
        <Choice
          name="Order"
          value={sortOf(filter).sort}
          onValue={(sort) => onChange(orderAfter(sort, { ...filter, sort: '', order: '' }))}
          choices={sorts}
        />
      </span>
      <div className="source-count small muted" role="status">
        <HowMany rows={rows} filter={filter} />
        {isFiltered(filter) && (
          <button type="button" className="link" onClick={() => onChange(nothing)}>
            Show all
          </button>
        )}
      </div>
    </div>
  );
}

function HowMany({ rows: { matching, total, at }, filter }: Pick<SourceToolbarProps, 'rows' | 'filter'>) {
  if (matching === undefined) return <>Counting</>;
  const words = isFiltered(filter) ? `${count(matching)} of ${counted(total, 'source')}` : counted(total, 'source');
  return <span title={at && `Read ${exactTime(at)}`}>{words}</span>;
}

interface SearchFieldProps {
  text: string;
  onText(text: string): void;
}

/** Searches when one has stopped typing. */
function SearchField({ text, onText }: SearchFieldProps) {
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  if (text !== known) {
    setKnown(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onText(typed), TYPING_MS);
    return () => clearTimeout(timer);
    // A new `onText` comes with every drawing of the screen.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [typed, text]);
  return (
    <label className="source-search">
      <span className="visually-hidden">Search by name</span>
      <input
        className="input"
        type="search"
        placeholder="Search by name"
        value={typed}
        maxLength={256}
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}

interface ChoiceProps {
  name: string;
  value: string;
  onValue(value: string): void;
  choices: readonly (readonly [value: string, words: string])[];
}

function Choice({ name, value, onValue, choices }: ChoiceProps) {
  return (
    <select className="input choice" aria-label={name} value={value} onChange={(event) => onValue(event.target.value)}>
      {choices.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}

const nothing = { search: '', alarm: '', kind: '', evidence: '' };
const alarms = [
  ['', 'With and without alarm'],
  ['open', 'Open alarm'],
  ['acknowledged', 'Alarm taken on'],
  ['none', 'No alarm'],
] as const;
const kinds = [
  ['', 'Every kind'],
  ...(['accuracy', 'confusion', 'drift', 'copying'] as const).map((kind) => [kind, kindNames[kind]] as const),
] as const;
const grades = [
  ['', 'Every evidence'],
  ['gold', 'On gold'],
  ['model', 'On the model'],
] as const;
const sorts = columns.map(({ sort, name }) => [sort, `By ${sort === 'risk' ? 'risk' : name.toLowerCase()}`] as const);
