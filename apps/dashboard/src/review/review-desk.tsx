import { useCallback, useEffect, useRef, useState } from 'react';
import type { ScreenProps } from '../app.js';
import { Page } from '../ui/page.js';
import { ClassPicker } from './class-picker.js';
import { FilterChip } from './filter-chip.js';
import { HelpDialog } from './help-dialog.js';
import { LaneSettings } from './lane-settings.js';
import type { Preferences } from './preferences.js';
import { questionOf } from './question.js';
import { useReviewFilter } from './review-filter.js';
import { pressedOf, type ReviewAction } from './review-keys.js';
import { ReviewPlace } from './review-place.js';
import { ReviewProgress } from './review-progress.js';
import { useReview } from './use-review.js';

interface ReviewDeskProps extends ScreenProps {
  preferences: Preferences;
  onChange(change: Partial<Preferences>): void;
}

/** Where one person works through the queue. */
export function ReviewDesk({ project, preferences, onChange }: ReviewDeskProps) {
  const { reviewer, lane, hide, keys } = preferences;
  const [filter, clearFilter] = useReviewFilter();
  const review = useReview({ project: project.id, reviewer, lane: lane === 'first' ? undefined : lane, filter });
  const { session, state } = review;
  const [dialog, setDialog] = useState<'picker' | 'help'>();
  const { item } = state;
  const isHidden = item !== undefined && hide[item.lane];
  const decide = useCallback((label: number) => session.say({ kind: 'decided', label }), [session]);
  const act = (action: ReviewAction) => {
    if (action === 'help') return setDialog('help');
    if (action === 'undo') return session.undo();
    if (!item) return undefined;
    const question = questionOf(item.example, project.classes);
    switch (action) {
      case 'keep':
        return decide(question.keep);
      case 'suggested':
        return isHidden ? undefined : decide(question.suggested);
      case 'other':
        return setDialog('picker');
      case 'unsure':
      case 'skip':
        return session.say({ kind: action === 'skip' ? 'skipped' : 'unsure' });
      case 'hide':
        return onChange({ hide: { ...hide, [item.lane]: !isHidden } });
      default:
        return action satisfies never;
    }
  };
  useShortcuts(keys && dialog === undefined, (event) => {
    const pressed = pressedOf(event, project.classes);
    if (!pressed) return;
    event.preventDefault();
    if (pressed.kind === 'action') act(pressed.action);
    else if (item) decide(pressed.index);
  });
  const settings = (
    <LaneSettings
      preferences={preferences}
      isFiltered={filter !== undefined}
      onChange={onChange}
      onHelp={() => setDialog('help')}
    />
  );
  return (
    <Page title="Review" actions={settings}>
      {filter && <FilterChip project={project.id} filter={filter} onRemove={clearFilter} />}
      <ReviewProgress project={project.id} pace={review.pace} lane={item?.lane ?? (filter && 'targeted')} />
      <ReviewPlace
        project={project}
        review={review}
        filter={filter}
        isHidden={isHidden}
        onAction={act}
        onDecide={decide}
        onAll={clearFilter}
      />
      {dialog === 'picker' && item && (
        <ClassPicker
          classes={project.classes}
          example={isHidden ? undefined : item.example}
          onPick={(label) => {
            setDialog(undefined);
            decide(label);
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'help' && (
        <HelpDialog
          classes={project.classes}
          keys={keys}
          onKeys={(on) => onChange({ keys: on })}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Page>
  );
}

/** Keys that are pressed anywhere but where somebody writes or chooses. */
function useShortcuts(on: boolean, onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, select, textarea, dialog')) return;
      latest.current(event);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [on]);
}
