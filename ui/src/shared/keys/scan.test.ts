import { describe, expect, it } from 'vitest';
import { numberOf, ScanReader, type Reading } from './scan';

/** What a reader says of each key; `gaps` are the milliseconds before it. */
function readings(keys: string[], gap: number | number[]): Reading[] {
  const reader = new ScanReader();
  let at = 1000;
  return keys.map((key, index) => {
    at += Array.isArray(gap) ? (gap[index] ?? 0) : gap;
    return reader.read({ char: key.length === 1 ? key : null, ends: key === 'Enter' || key === 'Tab', at });
  });
}
const last = (keys: string[], gap: number | number[]): Reading | undefined => readings(keys, gap).at(-1);
const slip = [...'8345259694', 'Enter'];

describe('a burst', () => {
  it.each([
    ['ten digits and Enter, 9 ms a key', slip, 9, '8345259694'],
    ['at the slowest pace of a scanner', slip, 50, '8345259694'],
    ['Tab behind them', [...'8345259694', 'Tab'], 9, '8345259694'],
    ['with signs before them', [...']Q18345259694', 'Enter'], 9, ']Q18345259694'],
  ])('%s', (_, keys, gap, text) => expect(last(keys, gap)).toEqual({ kind: 'burst', text }));

  it.each([
    ['a person who types fast', slip, 51],
    ['a person who rolls two keys', slip, slip.map((_, index) => (index % 2 ? 20 : 90))],
    ['five keys', [...'83452', 'Enter'], 9],
    ['a pause before Enter', slip, slip.map((key) => (key === 'Enter' ? 400 : 9))],
    ['one slow key in the middle leaves too few behind it', slip, slip.map((_, index) => (index === 6 ? 200 : 9))],
  ])('is not %s', (_, keys, gap) => expect(last(keys, gap)).toEqual({ kind: 'other' }));

  it('ends: the next one begins anew', () => {
    const twice = readings([...slip, ...'2023989198', 'Enter'], 9).filter(({ kind }) => kind === 'burst');
    expect(twice).toEqual([{ kind: 'burst', text: '8345259694' }, { kind: 'burst', text: '2023989198' }]);
  });

  it('counts, so that what comes first is known as such', () => {
    expect(readings(['8', '3', '4'], 9)).toEqual([{ kind: 'first' }, { kind: 'further', count: 2 }, { kind: 'further', count: 3 }]);
  });
});

it.each([
  ['8345259694', '8345259694'],
  [']Q18345259694', '8345259694'],
  [']C08345259694', '8345259694'],
  ['~8345259694', '8345259694'],
  ['８３４５２５９６９４', '8345259694'],
  ['8345259694#', '8345259694'],
  ['834525969', null],
  ['13800138000', null],
  ['11010519491231002X', null],
  ['1380013800a', null],
  ['abcdefghij', null],
])('the number in %j is %j', (burst, number) => expect(numberOf(burst)).toBe(number));
