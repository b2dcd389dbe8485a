import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDisplay, checkDisplayFits, displayUrl, keptKind, pixelShape } from './display.js';
import type { DisplaySetting, Project } from './project.js';
import { projectFrom } from './project-input.js';
import { anyId } from './testing/arbitraries.js';

const url = { kind: 'url', template: 'https://x.example/{exampleId}.jpg' } as const;

function projectOf(display: DisplaySetting, about: Partial<Project> = {}): Project {
  const project = projectFrom({ id: 'p', classes: 2, settings: { display: { kind: 'none' } } }, 0);
  return { ...project, ...about, settings: { ...project.settings, display } };
}
const images = (featureShape: number[]): Partial<Project> => ({ featureShape, featureType: 'uint8' });

describe('what is kept to be shown', () => {
  it.each<[DisplaySetting, Partial<Project>, string | undefined]>([
    [{ kind: 'auto' }, images([28, 28, 1]), 'image'],
    [{ kind: 'auto' }, images([128, 128, 4]), 'image'],
    [{ kind: 'auto' }, images([129, 128, 4]), 'text'], // above 64 KiB
    [{ kind: 'auto' }, images([28, 28, 2]), 'text'],
    [{ kind: 'auto' }, images([28, 28]), 'text'], // may be anything
    [{ kind: 'auto' }, { featureShape: [28, 28, 1] }, 'text'], // float32
    [{ kind: 'auto' }, {}, 'text'],
    [{ kind: 'features' }, images([28, 28]), 'image'],
    [{ kind: 'text' }, images([28, 28, 1]), 'text'],
    [{ kind: 'none' }, images([28, 28, 1]), undefined],
    [url, images([28, 28, 1]), undefined],
  ])('by %j of %j is %s', (display, about, kind) => expect(keptKind(projectOf(display, about))).toBe(kind));

  it('has a shape where it is pixels', () => {
    expect(pixelShape(projectOf({ kind: 'auto' }, images([9, 8, 3])))).toEqual([9, 8, 3]);
    expect(pixelShape(projectOf({ kind: 'features' }, images([9, 8])))).toEqual([9, 8, 1]);
  });

  it('is refused as features where these are no images', () => {
    const check = (about: Partial<Project>) => () => checkDisplayFits(projectOf({ kind: 'features' }, about));
    expect(check(images([28, 28]))).not.toThrow();
    for (const about of [{}, { featureShape: [28, 28, 1] }, images([512]), images([300, 300, 1])])
      expect(check(about)).toThrow('settings.display.kind: "features" needs features of type uint8');
  });
});

describe('checkDisplay', () => {
  it.each([{ kind: 'auto' }, { kind: 'none' }, { kind: 'features' }, { kind: 'text' }, url])('takes %j', (display) =>
    expect(checkDisplay('display', display)).toEqual(display),
  );

  it.each([
    'https://h.example/{exampleId}',
    'http://h.example:81/a?id={exampleId}&again={exampleId}',
    'https://h.example/#{exampleId}',
  ])('takes the template %s', (template) =>
    expect(checkDisplay('display', { kind: 'url', template })).toEqual({ kind: 'url', template }),
  );

  it.each<[unknown, string]>([
    ['auto', 'display: "auto" is not a JSON object'],
    [{}, 'display.kind: is missing: one of auto, none, features, text, url'],
    [{ kind: 'image' }, 'display.kind: "image" is not one of'],
    [{ kind: 'none', template: 'x' }, 'template: is not a field of a display of kind "none"'],
    [{ kind: 'url' }, 'display.template: is missing: an address with {exampleId} in it'],
    [{ kind: 'url', template: 5 }, 'display.template: 5 is not a string'],
    [{ kind: 'url', template: 'https://h.example/a.jpg' }, 'does not hold {exampleId}'],
    [{ kind: 'url', template: 'javascript:alert({exampleId})' }, 'is not an http or https address'],
    [{ kind: 'url', template: 'data:text/html,{exampleId}' }, 'is not an http or https address'],
    [{ kind: 'url', template: '/images/{exampleId}' }, 'is not an http or https address'],
    [{ kind: 'url', template: 'https://{exampleId}.example/' }, 'has {exampleId} in its host'],
    [{ kind: 'url', template: 'https://h.example{exampleId}' }, 'has {exampleId} in its host'],
    [{ kind: 'url', template: 'https://h.example:{exampleId}/' }, 'is not an http or https address'],
    [{ kind: 'url', template: 'https://{exampleId}@h.example/' }, 'display.template: holds a user name or a password'],
    [{ kind: 'url', template: 'https://u:p@h.example/{exampleId}' }, 'display.template: holds a user name'],
    [{ kind: 'url', template: `https://h.example/{exampleId}${'a'.repeat(2_048)}` }, 'is longer than 2048 characters'],
  ])('refuses %j', (value, message) => expect(() => checkDisplay('display', value)).toThrow(message));
});

describe('the address of an example', () => {
  it('holds its id, percent-encoded, wherever the template names it', () => {
    expect(displayUrl('https://h.example/{exampleId}?again={exampleId}', 'a/b c$&')).toBe(
      'https://h.example/a%2Fb%20c%24%26?again=a%2Fb%20c%24%26',
    );
  });

  it('stays on the host of the template, whatever the id', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const { protocol, host } = new URL(displayUrl('https://h.example/{exampleId}.jpg', id));
        expect([protocol, host]).toEqual(['https:', 'h.example']);
      }),
    );
  });
});
