import { expect, it } from 'vitest';
import type { FoundBooking } from '@/generated/bindings';
import { hitsOf, step } from './find';

const found: FoundBooking = { booking: 'b', number: '1', date: '2026-11-28', stands: true, name: '王*', phone: '*8000', agent: '', agent_phone: '', item: null, by_sound: false };
const screens = [{ name: 'book', label: '打开预约簿' }, { name: 'settings', label: '打开设置' }] as const;

it('lists bookings first, then screens by name', () => {
  expect(hitsOf('设', [found], screens).map((hit) => hit.kind === 'booking' ? hit.found.booking : hit.name)).toEqual(['b', 'settings']);
  expect(hitsOf('', [], screens)).toHaveLength(2);
  expect(hitsOf('wxm', [], screens)).toEqual([]);
});

it('goes round at both ends', () => {
  expect([step(0, -1, 3), step(2, 1, 3), step(0, 1, 3), step(0, 1, 0)]).toEqual([2, 0, 1, 0]);
});
