import { describe, expect, it } from 'vitest';
import { GAP_MILLISECONDS, isBroken, isChecked, numberOf, RUN_MILLISECONDS, ScanReader, type Reading } from './scan';

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
const NUMBER = '8345259694';
const slip = [...NUMBER, 'Enter'];
/** A silence before one key, all others at one pace. */
const stumble = (before: string, silence: number, pace = 9): number[] => slip.map((key) => (key === before ? silence : pace));

describe('a run', () => {
  it.each([
    ['ten digits and Enter, 9 ms a key', slip, 9, { text: NUMBER, burst: NUMBER, quick: true }],
    ['of a slow scanner, or on a slow machine', slip, GAP_MILLISECONDS, { text: NUMBER, burst: NUMBER, quick: false }],
    ['with keys that come in pairs', slip, slip.map((_, index) => (index % 2 ? 20 : 111)), { text: NUMBER, burst: NUMBER, quick: false }],
    ['with Tab behind it', [...NUMBER, 'Tab'], 9, { text: NUMBER, burst: NUMBER, quick: true }],
    ['with signs before it', [...`]Q1${NUMBER}`, 'Enter'], 9, { text: `]Q1${NUMBER}`, burst: `]Q1${NUMBER}`, quick: true }],
    ['that is short', [...'83', 'Enter'], 9, { text: '83', burst: '83', quick: false }],
    ['that stumbled', slip, stumble('2', RUN_MILLISECONDS), { text: NUMBER, burst: '259694', quick: true }],
    ['whose end is late', slip, stumble('Enter', RUN_MILLISECONDS), { text: NUMBER, burst: '', quick: true }],
  ])('%s', (_, keys, gap, run) => expect(last(keys, gap)).toEqual({ kind: 'end', run }));

  it.each([
    ['a person who types', slip, GAP_MILLISECONDS + 1],
    ['one key', ['3', 'Enter'], 60],
    ['a pause before Enter', slip, stumble('Enter', RUN_MILLISECONDS + 1)],
  ])('is not %s', (_, keys, gap) => expect(last(keys, gap)).toEqual({ kind: 'other' }));

  it('ends: the next one begins anew', () => {
    const twice = readings([...slip, ...'2023989198', 'Enter'], 9).flatMap((reading) => (reading.kind === 'end' ? [reading.run.burst] : []));
    expect(twice).toEqual([NUMBER, '2023989198']);
  });

  it('has a first key, and every digit close behind is a further one; a letter is not', () => {
    const kinds = (keys: string, gaps: number[]): string[] => readings([...keys], gaps).map(({ kind }) => kind);
    expect(kinds('834', [500, 120, 400])).toEqual(['first', 'further', 'further']);
    expect(kinds('834', [500, 121, 121])).toEqual(['first', 'first', 'first']);
    expect(kinds('83a', [500, 120, 121])).toEqual(['first', 'further', 'first']);
  });
});

it.each([
  ['834', '834', true],
  ['83', '83', false],
  ['834525969', '834525969', true],
  [']Q1834', ']Q1834', true],
  [NUMBER, '94', true],
  ['6901234567892', '6901234567892', false],
  ['6901234567892', '7892', true],
  ['vaa', 'vaa', false],
])('a run of %j, %j of it at the end without a silence, is a scan that broke off: %s', (text, burst, broken) => {
  expect(isBroken({ text, burst, quick: true })).toBe(broken);
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

it('knows the check digit of a slip, and no telephone number by chance of its own', () => {
  expect(['8345259694', '1234567890', '3800138000'].map(isChecked)).toEqual([true, false, false]);
});
