import { Card } from '../ui/page.js';

/** Asks once who reviews. */
export function ReviewerForm({ onName }: { onName(name: string): void }) {
  const submit = (form: FormData) => {
    const name = form.get('reviewer');
    if (typeof name === 'string' && name.trim() !== '') onName(name.trim());
  };
  return (
    <Card title="Who reviews?" className="reviewer-card">
      <form action={submit} className="stack">
        <p className="muted">
          Your name is kept with every answer that you give, so that you can take it back and others can ask you about
          it. It stays in this browser until you change it.
        </p>
        <label className="field">
          <span>Your name</span>
          <input className="input" name="reviewer" autoComplete="username" maxLength={256} required autoFocus />
        </label>
        <div className="row">
          <button type="submit" className="button" data-kind="primary">
            Start reviewing
          </button>
        </div>
      </form>
    </Card>
  );
}
