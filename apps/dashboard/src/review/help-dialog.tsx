import { useEffect, useRef } from 'react';
import { actionKeys, digitOf, DIGIT_CLASSES, type ReviewAction } from './review-keys.js';

const actionSays: Record<ReviewAction, string> = {
  keep: 'Keep the label that most sources gave',
  suggested: 'Take the suggested label, where it is shown',
  other: 'Choose another class by its name',
  unsure: 'It cannot be told: set aside, and counted as such',
  skip: 'Not now: it comes back later, for you or somebody else',
  undo: 'Take the last answer back (Ctrl+Z too)',
  hide: 'Hide or show the suggestion and its reasons',
  help: 'This list',
};

interface HelpDialogProps {
  classes: readonly string[];
  keys: boolean;
  onKeys(on: boolean): void;
  onClose(): void;
}

/** The keys, and what the two kinds of examples are. */
export function HelpDialog({ classes, keys, onKeys, onClose }: HelpDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current!.showModal(), []);
  const digits = classes.slice(0, DIGIT_CLASSES).map((_, index) => digitOf(index, classes));
  return (
    <dialog ref={dialog} className="dialog review-help" aria-labelledby="help-title" onClose={onClose}>
      <div className="stack">
        <h2 id="help-title">Review with the keyboard</h2>
        <dl className="key-list">
          {(Object.keys(actionKeys) as ReviewAction[]).map((action) => (
            <div key={action}>
              <dt>
                <kbd>{actionKeys[action]}</kbd>
              </dt>
              <dd>{actionSays[action]}</dd>
            </div>
          ))}
          <div>
            <dt>
              <kbd>{digits[0]}</kbd> … <kbd>{digits.at(-1)}</kbd>
            </dt>
            <dd>It is this class: {classes.slice(0, DIGIT_CLASSES).join(', ')}</dd>
          </div>
        </dl>
        <label className="row">
          <input type="checkbox" checked={keys} onChange={(event) => onKeys(event.target.checked)} />
          Use these keys
        </label>
        <p className="muted small">
          The random sample measures how good labels and sources are. It is only fair when everything in it is answered
          in its order and without a hint, so the suggestion is hidden there at first. The most useful ones correct the
          most labels for each answer.
        </p>
        <form method="dialog" className="row">
          <button type="submit" className="button" data-kind="primary" autoFocus>
            Close
          </button>
        </form>
      </div>
    </dialog>
  );
}
