import { describe, expect, it } from 'vitest';
import { shellQuoted, snippetsOf } from './snippets.js';

const origin = 'http://127.0.0.1:8080';
const textOf = (name: string, keyed = false) => {
  const project = { id: 'pets', classes: ["bird's nest", 'cat'], labelsAs: 'name' as const };
  return snippetsOf({ origin, project, keyed }).find((snippet) => snippet.name === name)!.text;
};

describe('snippets', () => {
  it('carry the project, its first class and, only where one is asked for, the key', () => {
    expect(textOf('curl')).toContain(`${origin}/v1/projects/pets/labels`);
    expect(textOf('Kafka')).toContain('"project":"pets"');
    expect(textOf('curl')).not.toContain('QUALM_API_KEY');
    for (const name of ['curl', 'curl, a file', 'Python']) expect(textOf(name, true)).toContain('QUALM_API_KEY');
  });

  it('are one word to a shell, whatever a class is called', () => {
    expect(shellQuoted("it's")).toBe(`'it'\\''s'`);
    expect(textOf('curl')).toContain(`"label":"bird'\\''s nest"}'`);
  });
});
