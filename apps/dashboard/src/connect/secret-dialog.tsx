import { useEffect, useRef } from 'react';
import { CodeBlock } from '../ui/code-block.js';

/** Shows a new secret, once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current!.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog secret-dialog" aria-labelledby="secret-title" onClose={onClose}>
      <form method="dialog" className="stack">
        <h2 id="secret-title">Keep this secret</h2>
        <p className="muted">
          The receiver verifies with it that what comes is from Qualm. It is shown now and never again; a lost one is
          replaced by a new one.
        </p>
        <CodeBlock text={secret} label="the secret" />
        <div className="row">
          <button type="submit" className="button" data-kind="primary">
            I have kept it
          </button>
        </div>
      </form>
    </dialog>
  );
}
