import { expect, it } from 'vitest';
import type { DepartmentStrip } from '@/generated/bindings';
import { byAttention } from './attention';

const NAMES = { zh_hans: '', zh_hant: '', en: '' };

it('shows the departments first about which something must be done', () => {
  const entry = (department: number, promise: DepartmentStrip['promise'], bookings: number): DepartmentStrip => ({
    department, name: NAMES, short: NAMES, bookings, beside: 0, promise, approvers: 0, cutoff: '2026-11-27T15:00:00', sample: false,
  });
  const sorted = byAttention([entry(1, 'confirmed', 12), entry(2, 'no_back_office', 20), entry(3, 'will_be_asked', 1), entry(4, 'refused', 3), entry(5, 'will_be_asked', 2)]);
  expect(sorted.map((one) => one.department)).toEqual([4, 5, 3, 1, 2]);
});
