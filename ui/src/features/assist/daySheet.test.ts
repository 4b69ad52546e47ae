import { expect, it } from 'vitest';
import type { CaseCard, CaseLine } from '@/generated/bindings';
import { sheetOf } from './daySheet';

const line = (id: string, returned: number, taken: number): CaseLine => ({
  case: id, stage: 'completed', handling: 'helping', began: { date: '2026-11-25', time: '09:05' }, ended: null, reason: null, items: [], party: 1, helpers: [], trips: 8, minutes: 43, returned, taken,
  rating: null, praised: false, flags: [], needs_look: false, card: '482 9136',
});
const card = (id: string, held: number, taken: number): CaseCard => ({
  case: id, base: id, stage: 'under_way', handling: 'helping', began: { date: '2026-11-25', time: '10:02' }, minutes: 5, rests_since: null, party: 3, items: [], helpers: [], masked_name: '欧**', may_not_enter: '一位老人',
  who_signs: '本人', masked_carer: '何*', legs: [], trips: 5, trips_by_hand: 0, held, taken, attorney: null, warning: null, checks: [], flags: [], can: [], next: [], booking: null, card: null, disinfected: false,
});

it('lists each case once, and everybody whose papers are still here', () => {
  const sheet = sheetOf({ closed: [line('a', 2, 2), line('b', 1, 2)], open: [card('c', 2, 3), card('d', 0, 1)], papers_out: [line('b', 1, 2), line('e', 0, 1)] });
  expect(sheet.closed.map((one) => one.case)).toEqual(['a', 'b']);
  expect(sheet.open.map((one) => [one.case, one.returned, one.taken, one.card])).toEqual([['c', 1, 3, ''], ['d', 1, 1, '']]);
  expect(sheet.held.map((one) => one.case)).toEqual(['c', 'b', 'e']);
});
