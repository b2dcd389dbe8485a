import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { indexOfLabel } from '../ui/class-names.js';
import { count, percent } from '../ui/format.js';
import type { ReviewExample } from './review-item.js';

const SHOWN = 40;

interface ClassPickerProps {
  classes: readonly string[];
  /** The most probable classes come first; absent: in the order of the project. */
  example: ReviewExample | undefined;
  onPick(index: number): void;
  onClose(): void;
}

interface Choice {
  index: number;
  probability: number | undefined;
}

/** Any class of the project, by a few letters of its name. */
export function ClassPicker({ classes, example, onPick, onClose }: ClassPickerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  useEffect(() => dialog.current!.showModal(), []);
  const ranked = useMemo(() => rankedChoices(classes, example), [classes, example]);
  const matching = useMemo(() => matchingChoices(ranked, classes, text), [ranked, classes, text]);
  const shown = matching.slice(0, SHOWN);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((n) => Math.min(Math.max(n + step, 0), shown.length - 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const choice = shown[active];
      if (choice) onPick(choice.index);
    }
  };
  return (
    <dialog ref={dialog} className="dialog class-picker" aria-label="Choose a class" onClose={onClose}>
      <label className="field">
        <span>Which class is it? Type a few letters; Enter takes the marked one.</span>
        <input
          className="input"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={shown[active] && `${list}-${shown[active].index}`}
          autoComplete="off"
          value={text}
          autoFocus
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <ul id={list} role="listbox" aria-label="Classes" className="class-choices" tabIndex={-1}>
        {shown.map(({ index, probability }, n) => (
          <ChoiceRow
            key={index}
            id={`${list}-${index}`}
            name={classes[index]!}
            probability={probability}
            active={n === active}
            onPick={() => onPick(index)}
          />
        ))}
      </ul>
      <p className="muted small" role="status">
        {matching.length === 0
          ? 'No class has these letters.'
          : `${count(shown.length)} of ${count(matching.length)} shown`}
      </p>
    </dialog>
  );
}

interface ChoiceRowProps {
  id: string;
  name: string;
  probability: number | undefined;
  active: boolean;
  onPick(): void;
}

function ChoiceRow({ id, name, probability, active, onPick }: ChoiceRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (active) row.current!.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // The keys are those of the field above, which says which one is marked.
    <li ref={row} id={id} role="option" aria-selected={active} onClick={onPick}>
      <span>{name}</span>
      {probability !== undefined && <span className="muted small number">{percent(probability)}</span>}
    </li>
  );
}

function rankedChoices(classes: readonly string[], example: ReviewExample | undefined): Choice[] {
  const probable = (example?.posterior ?? []).map(({ label, probability }) => {
    return { index: indexOfLabel(label, classes), probability };
  });
  const known = new Set(probable.map(({ index }) => index));
  const others = classes.flatMap((_, index) => (known.has(index) ? [] : [{ index, probability: undefined }]));
  return [...probable, ...others];
}

/** Those that begin with what was typed come before those that have it elsewhere. */
function matchingChoices(ranked: Choice[], classes: readonly string[], text: string): Choice[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return ranked;
  const placeOf = ({ index }: Choice) => classes[index]!.toLowerCase().indexOf(wanted);
  const found = ranked.filter((choice) => placeOf(choice) >= 0);
  return [...found.filter((choice) => placeOf(choice) === 0), ...found.filter((choice) => placeOf(choice) > 0)];
}
