import { expect, it } from 'vitest';
import { openCount, standLook } from './orderText';

const order = (outcome: 'done' | null, overdue: boolean) => ({ outcome, overdue });

it('counts the open ones, and is red when the day of one is over', () => {
  expect(openCount([])).toEqual({ open: 0, overdue: false });
  expect(openCount([order(null, false), order('done', false)])).toEqual({ open: 1, overdue: false });
  expect(openCount([order(null, false), order(null, true), order('done', false)])).toEqual({ open: 2, overdue: true });
});

it('shows how it stands', () => {
  expect([order(null, false), order(null, true), order('done', false)].map(standLook)).toEqual(['warn', 'bad', 'off']);
});
