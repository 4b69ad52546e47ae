import { expect, it } from 'vitest';
import { another, begin, toChange, without } from './sessionsForm';

const morning = { from: '09:00', to: '12:00', slot_minutes: 30, seats: 8, items: [4], departments: [] };

it('sends what is typed, in the core’s writing', () => {
  const form = begin('dated', [morning], { validFrom: ' ２０２６-12-01 ', place: 2 });
  form.sessions[0]!.from = '9:30';
  form.sessions[0]!.seats = '六';
  expect(toChange(form)).toMatchObject({
    part: 'dated', place: 2, valid_from: '2026-12-01', valid_to: null,
    sessions: [{ from: '09:30', to: '12:00', slot_minutes: 30, seats: 0, items: [4] }],
  });
});

it('closes a date without throwing away what is typed', () => {
  const form = begin('exception', [morning], { date: '2026-11-28', closed: true });
  expect(toChange(form).sessions).toEqual([]);
  expect(toChange({ ...form, closed: false }).sessions).toHaveLength(1);
});

it('offers the next session with the length and seats of the last', () => {
  expect(another([{ from: '9', to: '10', slotMinutes: '20', seats: '3', items: [1], departments: [] }])).toEqual(
    { from: '', to: '', slotMinutes: '20', seats: '3', items: [], departments: [] },
  );
  expect(another([]).slotMinutes).toBe('30');
});

it('takes away by place or date', () => {
  expect(without('drop_dated', { place: 1 })).toMatchObject({ part: 'drop_dated', place: 1, date: null });
  expect(without('lift_exception', { date: '2026-11-28' })).toMatchObject({ place: null, date: '2026-11-28' });
});
