import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultProjectSettings, presentLabel } from './project.js';
import { appendClasses, projectFrom, resolveLabel } from './project-input.js';
import { anyId, frozen } from './testing/arbitraries.js';

const pets = frozen(projectFrom({ id: 'pets', classes: ['cat', 'dog', '7'] }, 1_000));
const digits = frozen(
  projectFrom({ id: 'digits', classes: 10, featureShape: [28, 28, 1], featureType: 'uint8' }, 1_000),
);

describe('projectFrom', () => {
  it('makes classes from a number or from names', () => {
    expect(digits).toMatchObject({ labelsAs: 'index', featureType: 'uint8', featureShape: [28, 28, 1] });
    expect(digits.classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(pets).toEqual({
      id: 'pets',
      classes: ['cat', 'dog', '7'],
      labelsAs: 'name',
      featureType: 'float32',
      settings: defaultProjectSettings,
      createdAtMs: 1_000,
    });
  });

  it.each<[unknown, string]>([
    [[], 'project: an array of 0 is not a JSON object'],
    [{ classes: 2 }, 'id: is missing'],
    [{ id: 'a/b', classes: 2 }, 'id: "a/b" is not a project id'],
    [{ id: 'a' }, 'classes: is missing'],
    [{ id: 'a', classes: 1 }, 'classes: 1 is not a whole number from 2 to 10000'],
    [{ id: 'a', classes: 1e9 }, 'classes: 1000000000 is not a whole number'],
    [{ id: 'a', classes: 'cat,dog' }, 'classes: "cat,dog" is neither a number nor a list of names'],
    [{ id: 'a', classes: ['cat'] }, 'classes.length: 1 is not'],
    [{ id: 'a', classes: ['cat', 'dog', 'cat'] }, 'classes[2]: "cat" is classes[0] already'],
    [{ id: 'a', classes: ['cat', 5] }, 'classes[1]: 5 is not a string'],
    [{ id: 'a', classes: 2, featureShape: 512 }, 'featureShape: 512 is not a list'],
    [{ id: 'a', classes: 2, featureShape: [] }, 'featureShape.length: 0 is not'],
    [{ id: 'a', classes: 2, featureShape: [28, 0] }, 'featureShape[1]: 0 is not'],
    [{ id: 'a', classes: 2, featureShape: [2048, 2048] }, 'featureShape: "2048 x 2048" has more than 1048576 values'],
    [{ id: 'a', classes: 2, featureType: 'float64' }, 'featureType: "float64" is not one of float32, uint8'],
    [{ id: 'a', classes: 2, clases: 3 }, 'clases: is not a field of a project; did you mean "classes"?'],
    [{ id: 'a', classes: 2, settings: { suspectBelow: 2 } }, 'settings.suspectBelow: 2 is not a number from 0 to 1'],
    [{ id: 'a', classes: 2, settings: { alarmlevel: 0.1 } }, 'alarmlevel: is not a field of the settings'],
    [{ id: 'a', classes: 2, settings: { display: { kind: 'features' } } }, 'settings.display.kind: "features" needs'],
  ])('refuses %j', (input, message) => expect(() => projectFrom(input, 0)).toThrow(message));
});

describe('resolveLabel', () => {
  it('takes an index, a name, and digits as a name', () => {
    expect(resolveLabel(pets, 1)).toBe(1);
    expect(resolveLabel(pets, 'dog')).toBe(1);
    expect(resolveLabel(pets, '7')).toBe(2);
    expect(resolveLabel(digits, '7')).toBe(7);
  });

  it.each<[typeof pets, number | string, string]>([
    [digits, 12, 'label: 12 is not a class of project "digits" (0 to 9)'],
    [digits, '12', 'label: "12" is not a class of project "digits" (0 to 9)'],
    [digits, '07', 'label: "07" is not a class of project "digits" (0 to 9)'],
    [digits, -1, 'label: -1 is not a class'],
    [digits, 1.5, 'label: 1.5 is not a class'],
    [pets, 'cta', 'label: "cta" is not a class of project "pets" (cat, dog, 7); did you mean "cat"?'],
    [pets, '__proto__', 'label: "__proto__" is not a class'],
  ])('%# refuses', (project, label, message) => expect(() => resolveLabel(project, label)).toThrow(message));

  it('sees a class that was appended to the very list', () => {
    const growing = { id: 'growing', classes: ['cat', 'dog'] };
    expect(resolveLabel(growing, 'dog')).toBe(1);
    growing.classes.push('bird');
    expect(resolveLabel(growing, 'bird')).toBe(2);
  });

  it('shortens a long list of classes', () => {
    const many = projectFrom({ id: 'many', classes: Array.from({ length: 999 }, (_, n) => `class-${n}`) }, 0);
    expect(() => resolveLabel(many, 'zebra')).toThrow(/^.{100,180}$/);
  });

  it('reads back what presentLabel writes', () => {
    const anyNames = fc.uniqueArray(anyId, { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(anyNames, fc.boolean(), (names, numbered) => {
        const project = projectFrom({ id: 'p', classes: numbered ? names.length : names }, 0);
        names.forEach((_, index) => expect(resolveLabel(project, presentLabel(project, index))).toBe(index));
      }),
    );
  });
});

describe('appendClasses', () => {
  it('appends, keeps indices and leaves the project alone', () => {
    const more = appendClasses(pets, ['bird']);
    expect(more.classes).toEqual(['cat', 'dog', '7', 'bird']);
    expect(resolveLabel(more, 'bird')).toBe(3);
    expect(pets.classes).toHaveLength(3);
    expect(() => resolveLabel(pets, 'bird')).toThrow('is not a class');
    expect(appendClasses(digits, ['10', '11']).classes).toHaveLength(12);
  });

  it('refuses what would not be unique or not in order', () => {
    expect(() => appendClasses(pets, ['dog'])).toThrow('classes[3]: "dog" is classes[1] already');
    expect(() => appendClasses(pets, [])).toThrow('classes: an array of 0 is not a list of names');
    expect(() => appendClasses(digits, ['12'])).toThrow('classes[10]: "12" must be "10"');
  });
});
