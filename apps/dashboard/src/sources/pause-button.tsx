import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { SourceDetail } from '../api/figures.js';
import { usePreferences } from '../review/preferences.js';
import { Badge } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import { NameField } from './alarm-desk.js';

interface PauseProps {
  project: string;
  source: SourceDetail;
}

/** A person's decision that a source should not get work for now, or may again. */
export function PauseButton({ project, source }: PauseProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { paused, sourceId } = source;
  return (
    <>
      {paused && (
        <Badge tone="warn" title={paused.note ?? ''}>
          Paused by {paused.by}, <TimeAgo at={paused.at} />
        </Badge>
      )}
      <button type="button" className="button" onClick={() => dialog.current!.showModal()}>
        {paused ? 'Resume' : 'Pause'}
      </button>
      <dialog ref={dialog} className="dialog" aria-labelledby="pause-title">
        <h2 id="pause-title">
          {paused ? 'Resume' : 'Pause'} {sourceId}?
        </h2>
        <PauseForm project={project} source={source} onDone={() => dialog.current!.close()} />
      </dialog>
    </>
  );
}

function PauseForm({ project, source: { sourceId, paused }, onDone }: PauseProps & { onDone: () => void }) {
  const [preferences, change] = usePreferences();
  const [by, setBy] = useState(preferences.reviewer);
  const [note, setNote] = useState('');
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: () => {
      const asked = {
        params: { path: { project, sourceId } },
        body: { by: by.trim(), ...(note.trim() !== '' && { note: note.trim() }) },
      };
      return paused
        ? answerOf(api.POST('/v1/projects/{project}/sources/{sourceId}/resume', asked))
        : answerOf(api.POST('/v1/projects/{project}/sources/{sourceId}/pause', asked));
    },
    onSuccess: async () => {
      change({ reviewer: by.trim() });
      await queries.invalidateQueries({ queryKey: [project, 'source', sourceId] });
      setNote('');
      onDone();
    },
  });
  return (
    <form action={() => act.mutate()} className="stack pause-form">
      <p className="muted">
        {paused
          ? 'Your labeling platform is told by webhook (source.resumed) that it may work again.'
          : 'Your labeling platform is told by webhook (source.paused) and can stop giving it work. Qualm itself goes on judging every label that comes, and no test changes.'}
      </p>
      <NameField value={by} onValue={setBy} />
      <label className="field">
        <span>Note (optional)</span>
        <input className="input" value={note} maxLength={256} onChange={(event) => setNote(event.target.value)} />
      </label>
      {act.isError && (
        <p className="bad" role="alert">
          {act.error.message}
        </p>
      )}
      <div className="row">
        <button type="submit" className="button" data-kind="primary" disabled={act.isPending}>
          {paused ? 'Resume' : 'Pause'}
        </button>
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}
