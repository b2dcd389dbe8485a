import type { ScreenProps } from '../app.js';
import { Page } from '../ui/page.js';
import { usePreferences } from './preferences.js';
import './review.css';
import { ReviewerForm } from './reviewer-form.js';
import { ReviewDesk } from './review-desk.js';

const intro =
  'Look at one example at a time and say what it is. Your answer corrects its labels at once, and Qualm learns from it.';

/** What a person should look at next, and what becomes of the answer. */
export function ReviewScreen({ project }: ScreenProps) {
  const [preferences, change] = usePreferences();
  if (preferences.reviewer === '') {
    return (
      <Page title="Review" intro={intro}>
        <ReviewerForm onName={(reviewer) => change({ reviewer })} />
      </Page>
    );
  }
  return <ReviewDesk project={project} preferences={preferences} onChange={change} />;
}
