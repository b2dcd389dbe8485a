import { actionKeys } from './review-keys.js';
import type { LaneChoice, Preferences } from './preferences.js';

const laneNames: Record<LaneChoice, string> = {
  first: 'Random sample first',
  sampled: 'Random sample only',
  targeted: 'Most useful first',
};

interface LaneSettingsProps {
  preferences: Preferences;
  /** What fits a filter is never of the random sample. */
  isFiltered: boolean;
  onChange(change: Partial<Preferences>): void;
  onHelp(): void;
}

/** Who reviews, and what comes. */
export function LaneSettings({ preferences, isFiltered, onChange, onHelp }: LaneSettingsProps) {
  const { reviewer, lane } = preferences;
  return (
    <>
      <button
        type="button"
        className="button"
        data-kind="quiet"
        onClick={() => onChange({ reviewer: '' })}
        title="Somebody else reviews"
      >
        <span className="muted">Reviewer</span> {reviewer}
      </button>
      <label>
        <span className="visually-hidden">What to review</span>
        <select
          className="input"
          value={isFiltered ? 'targeted' : lane}
          disabled={isFiltered}
          onChange={(event) => {
            onChange({ lane: event.target.value as LaneChoice });
            // The next key is an answer again.
            event.target.blur();
          }}
        >
          {Object.entries(laneNames).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="button" onClick={onHelp}>
        Keys <kbd>{actionKeys.help}</kbd>
      </button>
    </>
  );
}
