import { checkFieldNames, checkInteger, checkNumber, checkObject, isAbsent } from './checks.js';
import { checkDisplay, checkDisplayFits } from './display.js';
import { defaultProjectSettings, type Project, type ProjectSettings } from './project.js';

/** The range of each setting. Rejects with the setting's name and the value. */
const settingChecks: { [S in keyof ProjectSettings]: (field: string, value: unknown) => ProjectSettings[S] } = {
  suspectBelow: (field, value) => checkNumber(field, value, 0, 1),
  revisionDelta: (field, value) => checkNumber(field, value, 0, 1),
  alarmLevel: (field, value) => checkNumber(field, value, 1e-9, 0.5),
  accuracyLine: (field, value) => (value === 'auto' ? value : checkNumber(field, value, 0, 1)),
  driftRunLength: (field, value) => checkNumber(field, value, 100, 1e12),
  settleAfterLabels: (field, value) => (value === 'auto' ? value : checkInteger(field, value, 0, 1_000)),
  settleWindow: (field, value) => checkInteger(field, value, 1, 1_000_000),
  falseDiscoveryRate: (field, value) => checkNumber(field, value, 1e-9, 0.5),
  reviewShare: (field, value) => checkNumber(field, value, 0, 1),
  reviewWaitHours: (field, value) => checkNumber(field, value, 0, 87_600),
  reviewWaitLabels: (field, value) => checkInteger(field, value, 1, 1_000_000),
  display: checkDisplay,
};

/** `base` with the settings that `json` names. @throws InvalidInput on an unknown name or a value out of range. */
export function settingsFrom(json: unknown, base: ProjectSettings = defaultProjectSettings): ProjectSettings {
  if (isAbsent(json)) return { ...base };
  const input = checkObject('settings', json);
  const names = Object.keys(settingChecks) as (keyof ProjectSettings)[];
  checkFieldNames(input, names, 'the settings of a project');
  const settings = names.map((name) => {
    const value = Object.hasOwn(input, name) ? settingChecks[name](`settings.${name}`, input[name]) : base[name];
    return [name, value] as const;
  });
  return Object.fromEntries(settings) as unknown as ProjectSettings;
}

/** On these rests the promise of tests that run: they are fixed with a project's first label. */
const fixedSettings = ['alarmLevel', 'accuracyLine', 'driftRunLength', 'settleAfterLabels', 'settleWindow'] as const;

/** Labels were taken: the setting stays as it is. */
export class SettingFixedError extends Error {
  override readonly name = 'SettingFixedError';
  constructor(readonly setting: keyof ProjectSettings) {
    super(
      `settings.${setting}: cannot change any more: labels were taken, and the promise of the tests that run rests on it`,
    );
  }
}

/**
 * The project with the settings that `json` names.
 * @param labelsTaken whether a label of the project was judged
 * @throws InvalidInput; SettingFixedError
 */
export function changeSettings(project: Project, json: unknown, labelsTaken: boolean): Project {
  const settings = settingsFrom(json, project.settings);
  const fixed = fixedSettings.find((name) => settings[name] !== project.settings[name]);
  if (fixed && labelsTaken) throw new SettingFixedError(fixed);
  const changed = { ...project, settings };
  checkDisplayFits(changed);
  return changed;
}
