import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { giveKey, useKeyState } from '../api/key.js';
import './shell.css';

/** Asks for the API key when the service wants one. */
export function KeyDialog() {
  const state = useKeyState();
  const wanted = state !== 'fine';
  const dialog = useRef<HTMLDialogElement>(null);
  const queries = useQueryClient();
  useEffect(() => {
    if (wanted) dialog.current?.showModal();
    else dialog.current?.close();
  }, [wanted]);
  const submit = (form: FormData) => {
    const key = form.get('key');
    if (typeof key !== 'string' || key.trim() === '') return;
    giveKey(key);
    void queries.resetQueries();
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="key-title" onCancel={(event) => event.preventDefault()}>
      <form action={submit} className="stack">
        <h2 id="key-title">This service needs a key</h2>
        <p className="muted">
          It is the value of QUALM_API_KEY. It stays in this tab and is forgotten when you close it.
        </p>
        <label className="field">
          <span>API key</span>
          <input className="input" name="key" type="password" autoComplete="current-password" required />
        </label>
        {state === 'refused' && (
          <p className="problem" role="alert">
            That key is not the right one.
          </p>
        )}
        <button type="submit" className="button" data-kind="primary">
          Open
        </button>
      </form>
    </dialog>
  );
}
