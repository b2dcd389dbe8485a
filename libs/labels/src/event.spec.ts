import { expect, it } from 'vitest';
import { exampleKey } from './event.js';

it('keys an event by project and example; a project id holds no slash, so no two examples share a key', () => {
  expect(exampleKey({ project: 'p', exampleId: 'a/b' })).toBe('p/a/b');
});
