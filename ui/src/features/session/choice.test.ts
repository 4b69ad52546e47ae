import { expect, it } from 'vitest';
import { choiceByKey, isOfSecret, matching } from './choice';

const people = ['王小明', '欧阳 娜', 'Anna Li'].map((name, index) => ({ person: `p${index}`, name, roles: [] }));

it.each([
  ['', ['p0', 'p1', 'p2']],
  ['小', ['p0']],
  ['欧阳娜', ['p1']],
  ['ANNA', ['p2']],
  ['ａｎｎａ l', ['p2']],
  ['x', []],
])('“%s” leaves %o', (typed, left) => expect(matching(people, typed).map(({ person }) => person)).toEqual(left));

it.each([
  ['3', 5, 0, { at: 2, taken: true }],
  ['9', 5, 0, null],
  ['0', 5, 0, null],
  ['ArrowDown', 3, 2, { at: 0, taken: false }],
  ['ArrowRight', 3, -1, { at: 0, taken: false }],
  ['ArrowUp', 3, 0, { at: 2, taken: false }],
  ['ArrowLeft', 3, 2, { at: 1, taken: false }],
  ['Enter', 3, 1, { at: 1, taken: true }],
  ['Enter', 3, -1, { at: 0, taken: true }],
  ['Enter', 0, -1, null],
  ['x', 3, 0, null],
])('%s among %d at %d leads to %o', (key, count, at, expected) => expect(choiceByKey(key, count, at)).toEqual(expected));

it.each([['2', null, false], ['2', 'p1', true], ['0', 'p1', true], ['ArrowDown', 'p1', false], ['12', 'p1', false]])('%s with %s chosen begins a PIN: %s', (key, chosen, is) => {
  expect(isOfSecret(key, chosen)).toBe(is);
});
