import { describe, expect, it } from 'vitest';
import { isComposing, searchText } from './ime';

describe('isComposing', () => {
  it.each([
    ['a key inside a composition', { isComposing: true, keyCode: 13 }, true],
    ['the key that WebKit reports after the composition', { isComposing: false, keyCode: 229 }, true],
    ['a plain Enter', { isComposing: false, keyCode: 13 }, false],
  ])('%s', (_, event, expected) => expect(isComposing(event)).toBe(expected));
});

describe('searchText', () => {
  it.each([
    ["sp'jy", true, 'spjy'],
    ['shi pin', true, 'shipin'],
    ["shi'pin'jing'ying", false, 'shipinjingying'],
    ['sp’jy', true, 'spjy'],
    [' Food business ', false, 'Food business'],
    ['食品 经营', true, '食品经营'],
  ])('%j composing=%s is searched as %j', (typed, composing, expected) => expect(searchText(typed, composing)).toBe(expected));
});
