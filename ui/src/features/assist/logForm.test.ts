import { describe, expect, it } from 'vitest';
import type { LogSettings } from '@/generated/bindings';
import { formOf, moved, settingsOf, STANDARD } from './logForm';

const SET: LogSettings = {
  own: [{ number: 3, name: '取件', trips: 2 }],
  trips: [{ kind: { kind: 'submission', own: 0 }, trips: 2 }],
  reasons: [{ number: 1, text: '行动不便' }, { number: 2, text: '带小孩' }],
  checks_on: true,
  checks: [{ number: 1, text: '登记', holds_minutes: null, or_before: false }, { number: 4, text: '测温', holds_minutes: 30, or_before: true }],
  rules: [],
};

describe('what the hall sets of its log', () => {
  it('is the same when nothing was typed', () => expect(settingsOf(formOf(SET), SET)).toEqual(SET));

  it('keeps the number of what moved and gives none to what is named otherwise', () => {
    const form = formOf(SET);
    const said = settingsOf({ ...form, checks: [...moved(form.checks, 1, -1), { text: '看证', holds: '', or_before: false }], own: [{ name: '取证', trips: 0 }], reasons: ' 带小孩 \n\n老人 ' }, SET);
    expect(said.checks.map(({ number, or_before }) => [number, or_before])).toEqual([[4, false], [1, false], [0, false]]);
    expect(said.own).toEqual([{ number: 0, name: '取证', trips: 0 }]);
    expect(said.reasons).toEqual([{ number: 2, text: '带小孩' }, { number: 0, text: '老人' }]);
  });

  it('says only the trips that are not the usual ones', () => {
    const said = settingsOf({ ...formOf(SET), trips: STANDARD.map(({ trips }, place) => (place === 0 ? 0 : trips)) }, SET);
    expect(said.trips).toEqual([{ kind: { kind: 'form', own: 0 }, trips: 0 }]);
  });

  it.each([['', null], ['45', 45], ['４５', 45], ['半小时', 0], ['-1', 0]])('reads %s minutes as %s', (holds, minutes) => {
    const said = settingsOf({ ...formOf(SET), checks: [{ text: '登记', holds, or_before: false }] }, SET);
    expect(said.checks[0]?.holds_minutes).toBe(minutes);
  });
});

describe('a row that is moved', () => {
  it.each([[0, 1, 'bac'], [2, -1, 'acb'], [0, -1, 'abc'], [2, 1, 'abc']])('from %i by %i', (place, by, expected) => expect(moved('abc'.split(''), place, by).join('')).toBe(expected));
});
