import { describe, expect, it } from 'vitest';
import {
  checkChoice,
  checkFieldNames,
  checkFlag,
  checkId,
  checkInteger,
  checkLabel,
  checkNumber,
  checkObject,
  checkProjectId,
  checkText,
} from './checks.js';

describe('checkText, checkId', () => {
  it('take 1 to 256 bytes', () => {
    expect(checkText('id', 'x'.repeat(256))).toHaveLength(256);
    expect(checkText('id', 'é'.repeat(128))).toHaveLength(128);
    expect(() => checkText('id', 'x'.repeat(257))).toThrow('is longer than 256 bytes');
    expect(() => checkText('id', 'é'.repeat(129))).toThrow('is longer than 256 bytes');
    expect(() => checkText('id', '')).toThrow('id: is missing');
    expect(() => checkText('id', null)).toThrow('id: is missing');
  });

  it.each(['a\nb', 'a\0b', 'a\u0085b', '\ud800'])('refuse %j', (id) =>
    expect(() => checkText('id', id)).toThrow('has a control character or half a pair'),
  );

  it('turn whole numbers into strings, and no others', () => {
    expect(checkId('id', 17)).toBe('17');
    expect(() => checkText('id', 17)).toThrow('id: 17 is not a string');
    expect(() => checkId('id', 2 ** 53)).toThrow('id: 9007199254740992 is a number that JSON does not hold exactly');
    expect(() => checkId('id', 1.5)).toThrow('send it as a string');
    expect(() => checkId('id', {})).toThrow('id: an object is not a string');
  });
});

describe('checkProjectId', () => {
  it.each(['mnist', 'A.b_c-9', 'x'.repeat(64)])('takes %j', (id) => expect(checkProjectId('project', id)).toBe(id));
  it.each(['a/b', 'a b', 'x'.repeat(65), '..', '.', 'é', 5])('refuses %j', (id) =>
    expect(() => checkProjectId('project', id)).toThrow(/^project: .* is not a project id/),
  );
});

describe('the other checks', () => {
  it('name the field, the value and what is allowed', () => {
    expect(() => checkInteger('n', 1.5, 0, 9)).toThrow('n: 1.5 is not a whole number from 0 to 9');
    expect(() => checkInteger('n', 10, 0, 9)).toThrow('n: 10 is not');
    expect(() => checkNumber('p', Number.NaN, 0, 1)).toThrow('p: NaN is not a number from 0 to 1');
    expect(() => checkNumber('p', '0.5', 0, 1)).toThrow('p: "0.5" is not');
    expect(() => checkFlag('f', 1)).toThrow('f: 1 is not true or false');
    expect(() => checkObject('event', [1])).toThrow('event: an array of 1 is not a JSON object');
    expect(() => checkObject('event', null)).toThrow('event: null is not a JSON object');
    expect(() => checkChoice('kind', 'golden', ['label', 'gold'])).toThrow('kind: "golden" is not one of label, gold');
    expect(() => checkLabel('label', true)).toThrow('label: true is neither a class index');
    expect(() => checkFieldNames({ lable: 1 }, ['label'], 'a label event')).toThrow(
      'lable: is not a field of a label event; did you mean "label"?',
    );
  });

  it('give back what fits', () => {
    expect(checkInteger('n', 9, 0, 9)).toBe(9);
    expect(checkNumber('p', 0.5, 0, 1)).toBe(0.5);
    expect(checkFlag('f', false)).toBe(false);
    expect(checkChoice('kind', 'gold', ['label', 'gold'])).toBe('gold');
    expect(checkLabel('label', 'cat')).toBe('cat');
    expect(checkLabel('label', 0)).toBe(0);
  });

  it('are not fooled by __proto__', () => {
    const object = checkObject('event', JSON.parse('{"__proto__":{"label":1}}'));
    expect(() => checkFieldNames(object, ['label'], 'a label event')).toThrow('__proto__: is not a field');
  });
});
