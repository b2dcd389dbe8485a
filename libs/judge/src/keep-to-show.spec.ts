import { describe, expect, it } from 'vitest';
import type { DisplaySetting, LabelEvent, Project } from '#labels';
import { decodeExampleState, encodeExampleState, newExampleState } from './example-state.js';
import { keepToShow } from './keep-to-show.js';
import { contextOf } from './testing/example.js';

const event: LabelEvent = { kind: 'label', project: 'p', exampleId: 'e', sourceId: 's', label: 1 };
const pixels = Uint8Array.of(1, 2, 3, 4);

function projectOf(display: DisplaySetting, featureShape?: number[]): Project {
  const { project } = contextOf();
  const settings = { ...project.settings, display };
  return { ...project, featureType: 'uint8', settings, ...(featureShape && { featureShape }) };
}
const images = projectOf({ kind: 'auto' }, [2, 2, 1]);
const texts = projectOf({ kind: 'auto' });

describe('keepToShow', () => {
  it('keeps the first image of an example and never another', () => {
    const state = newExampleState();
    expect(keepToShow(state, event, images)).toBeUndefined();
    expect(keepToShow(state, { ...event, text: 'a cat', features: pixels }, images)).toEqual({
      kind: 'image',
      bytes: pixels,
    });
    const restored = decodeExampleState(encodeExampleState(state));
    expect(restored).toEqual(state);
    expect(keepToShow(restored, { ...event, features: Uint8Array.of(9, 9, 9, 9) }, images)).toBeUndefined();
  });

  it('keeps texts where features are no images, never embeddings', () => {
    const state = newExampleState();
    const said = keepToShow(state, { ...event, text: 'Ja, schön', features: Float32Array.of(1) }, texts);
    expect(Buffer.from(said!.bytes).toString('utf8')).toBe('Ja, schön');
    expect(keepToShow(state, { ...event, text: 'another' }, texts)).toBeUndefined();
    expect(keepToShow(newExampleState(), { ...event, features: Float32Array.of(1) }, texts)).toBeUndefined();
  });

  it('keeps nothing where nothing is shown of it, and nothing of other events', () => {
    const shown = { ...event, text: 'a cat', features: pixels };
    const url = { kind: 'url', template: 'https://h.example/{exampleId}' } as const;
    for (const display of [{ kind: 'none' }, url] as const) {
      expect(keepToShow(newExampleState(), shown, projectOf(display, [2, 2, 1]))).toBeUndefined();
    }
    const retract = { kind: 'retract', project: 'p', exampleId: 'e', sourceId: 's' } as const;
    expect(keepToShow(newExampleState(), retract, texts)).toBeUndefined();
  });

  it('keeps the other kind from when the setting asks for it, and forgets none', () => {
    const state = newExampleState();
    const shown = { ...event, text: 'a cat', features: pixels };
    keepToShow(state, shown, images);
    expect(keepToShow(state, shown, projectOf({ kind: 'text' }, [2, 2, 1]))).toMatchObject({ kind: 'text' });
    const restored = decodeExampleState(encodeExampleState(state));
    expect(restored.kept).toEqual(['image', 'text']);
    expect(keepToShow(restored, shown, images)).toBeUndefined();
  });
});
