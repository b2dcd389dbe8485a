import { describe, expect, it } from 'vitest';
import { defaultProjectSettings, type ProjectSettings } from './project.js';
import { projectFrom } from './project-input.js';
import { changeSettings, SettingFixedError, settingsFrom } from './settings-input.js';
import { frozen } from './testing/arbitraries.js';

describe('settingsFrom', () => {
  it('takes what is named and keeps the rest', () => {
    const base: ProjectSettings = { ...defaultProjectSettings, settleWindow: 7 };
    expect(settingsFrom({ suspectBelow: 0.3, accuracyLine: 0.8 }, frozen(base))).toEqual({
      ...base,
      suspectBelow: 0.3,
      accuracyLine: 0.8,
    });
    expect(settingsFrom(undefined)).toEqual(defaultProjectSettings);
  });

  it.each<[keyof ProjectSettings, unknown]>([
    ['suspectBelow', -0.1],
    ['revisionDelta', '0.1'],
    ['alarmLevel', 0],
    ['alarmLevel', 0.6],
    ['accuracyLine', 'high'],
    ['driftRunLength', 1],
    ['settleAfterLabels', 1.5],
    ['settleWindow', 0],
    ['suspectBelow', null],
    ['falseDiscoveryRate', 0],
    ['reviewShare', 1.1],
    ['reviewWaitHours', -1],
    ['reviewWaitLabels', 0.5],
  ])('refuses %s = %j', (name, value) => expect(() => settingsFrom({ [name]: value })).toThrow(`settings.${name}: `));

  it('accepts its own defaults', () =>
    expect(settingsFrom({ ...defaultProjectSettings })).toEqual(defaultProjectSettings));
});

describe('changeSettings', () => {
  const pets = frozen(projectFrom({ id: 'pets', classes: ['cat', 'dog'] }, 1_000));

  it('changes what is named of a project and nothing else', () => {
    const display = { kind: 'none' } as const;
    expect(changeSettings(pets, { suspectBelow: 0.3, display }, true)).toEqual({
      ...pets,
      settings: { ...pets.settings, suspectBelow: 0.3, display },
    });
  });

  it('knows what the features are', () => {
    const display = { kind: 'features' };
    const images = { id: 'i', classes: 2, featureShape: [28, 28, 1], featureType: 'uint8' };
    expect(changeSettings(projectFrom(images, 0), { display }, true).settings.display).toEqual(display);
    expect(() => changeSettings(pets, { display }, false)).toThrow('settings.display.kind: "features" needs features');
  });

  it.each([
    { alarmLevel: 0.01 },
    { accuracyLine: 0.9 },
    { driftRunLength: 500 },
    { settleAfterLabels: 0 },
    { settleWindow: 3 },
  ])('keeps %j back once labels were taken', (json) => {
    expect(changeSettings(pets, json, false).settings).toMatchObject(json);
    expect(() => changeSettings(pets, json, true)).toThrow(SettingFixedError);
    const same = Object.fromEntries(Object.keys(json).map((name) => [name, pets.settings[name as 'alarmLevel']]));
    expect(changeSettings(pets, same, true)).toEqual(pets);
  });
});
