import { expect, it } from 'vitest';
import { monthOf, monthsLater, shareText } from './month';

it('begins each month on its first day', () => expect(monthOf('2026-11-28')).toBe('2026-11-01'));

it.each([
  ['2026-11-01', 1, '2026-12-01'],
  ['2026-12-01', 1, '2027-01-01'],
  ['2027-01-01', -1, '2026-12-01'],
  ['2028-02-01', 12, '2029-02-01'],
])('goes from %s by %i months to %s', (from, by, to) => expect(monthsLater(from, by)).toBe(to));

it.each([
  [0, '0.0%'],
  [5, '0.5%'],
  [667, '66.7%'],
  [1000, '100.0%'],
  [null, null],
])('says %s tenths of a percent as %s', (perMille, text) => expect(shareText(perMille)).toBe(text));
