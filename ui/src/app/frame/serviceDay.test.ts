import { expect, it } from 'vitest';
import { dayFor } from './serviceDay';

const AFTER_CLOSING = { focus: '2026-12-05', service_day: '2026-11-28' };

it('shows today after closing time, and the book goes back to the next Saturday', () => {
  expect(dayFor('service', '2026-12-05', AFTER_CLOSING, null)).toEqual({ to: '2026-11-28', back: '2026-12-05' });
  expect(dayFor('book', '2026-11-28', AFTER_CLOSING, '2026-12-05')).toEqual({ to: '2026-12-05', back: null });
});

it('keeps a day that was chosen', () => {
  expect(dayFor('service', '2026-11-21', AFTER_CLOSING, null)).toEqual({ back: null });
  expect(dayFor('book', '2026-11-21', AFTER_CLOSING, '2026-12-05')).toEqual({ back: null });
});

it('moves nobody on a day without service, or while the day goes on', () => {
  expect(dayFor('service', '2026-11-28', { focus: '2026-11-28', service_day: null }, null)).toEqual({ back: null });
  expect(dayFor('service', '2026-11-28', { focus: '2026-11-28', service_day: '2026-11-28' }, null)).toEqual({ back: null });
});
