import { describe, expect, it } from 'vitest';
import { daysLater, isDay, typedDay } from './dateBounds';
import { focusDay, goToDay } from './day';

it.each([
  ['2026-12-19', true], ['2000-01-01', true], ['2099-12-31', true], ['2024-02-29', true],
  ['1999-12-31', false], ['2100-01-01', false], ['202612-12-28', false], ['0026-11-28', false], ['2026-02-29', false], ['2026-13-01', false], ['', false], ['2026-1-1', false], ['?', false],
])('%j is a day: %s', (text, expected) => expect(isDay(text)).toBe(expected));

it.each([
  ['2026/12/12', '2026-12-12'], ['2026.1.2', '2026-01-02'], ['20261212', '2026-12-12'], ['２０２６-１２-１２', '2026-12-12'], ['2026年3月7日', '2026-03-07'],
  ['12-12', '12-12'], ['', ''], ['202612-12-28', '202612-12-28'],
])('%j is typed for %j', (typed, day) => expect(typedDay(typed)).toBe(day));

it('goes over the end of a month and a year', () => {
  expect([daysLater('2026-11-28', 7), daysLater('2027-01-02', -7)]).toEqual(['2026-12-05', '2026-12-26']);
});

describe('the day in focus', () => {
  it.each(['202612-12-28', '0026-11-28', '2100-01-01', 'nonsense', ''])('stays where it is when it is told to go to %j', (date) => {
    goToDay('2026-11-28');
    goToDay(date);
    expect(focusDay.value).toBe('2026-11-28');
  });
});
