import { describe, expect, it } from 'vitest';
import type { BookingDetail } from '@/generated/bindings';
import { newRequest } from '@/shared/forms/newRequest';
import { partyNumber } from '@/shared/forms/partyNumber';
import { emptyForm, fromDetail, isUntouched, toBooking, type FormState, type TypedBooking } from './formState';

const SLOT = { session: 1, slot: 2 };
const EMPTY = emptyForm('zh-Hans');
const typed = (form: Partial<TypedBooking>, beside: Partial<FormState> = {}): FormState => ({ ...EMPTY, ...beside, form: { ...EMPTY.form, ...form } });

describe('toBooking', () => {
  it('carries what was typed', () => {
    const state = typed({ items: [4, 9], name: '𬱖·䶮', phone: '13800001234', party: '3', green_channel: true, note: '轮椅' });
    expect(toBooking(state, '2026-11-28', SLOT)).toEqual({
      date: '2026-11-28', slot: SLOT, items: [4, 9], name: '𬱖·䶮', phone: '13800001234', party: 3, channel: 'desk',
      green_channel: true, missing: '', note: '轮椅', slip_language: 'zh-Hans',
      earlier_date: '', earlier_number: '', agent_name: '', agent_phone: '', identity: '',
    });
  });

  it('sends what was missing whatever the source: the core keeps it or not', () => {
    const missing = '平面图';
    expect(toBooking(typed({ missing, channel: 'phone' }), '2026-11-28', SLOT).missing).toBe(missing);
    expect(toBooking(typed({ missing, channel: 'carried_over' }), '2026-11-28', SLOT).missing).toBe(missing);
  });
});

it.each([['3', 3], ['３', 3], [' 12 ', 12], ['', 0], ['1.5', 0], ['-2', 0], ['九', 0], ['99999', 0]])('party %j is %i', (text, number) =>
  expect(partyNumber(text)).toBe(number),
);

describe('isUntouched', () => {
  it('holds for a new form, whichever time stands preselected', () => expect(isUntouched(typed({ slot: SLOT }))).toBe(true));

  it.each<[string, Partial<TypedBooking>, Partial<FormState>?]>([
    ['a name', { name: '王' }],
    ['text in the item box', {}, { itemText: 'sp' }],
    ['an item', { items: [1] }],
    ['the source', { channel: 'phone' }],
    ['the green channel', { green_channel: true }],
    ['an agent', {}, { agent: true }],
    ['another principal', {}, { others: [{ name: '', phone: '', slot: null, items: [] }] }],
    ['a booking being changed', {}, { editing: { booking: 'b', base: 'e' } }],
  ])('does not hold with %s', (_, form, beside) => expect(isUntouched(typed(form, beside))).toBe(false));
});

it('is filled with a booking to change it, on the version that was seen', () => {
  const form = toBooking(typed({ items: [4], name: '王小明' }), '2026-11-28', SLOT);
  const detail: BookingDetail = { booking: 'b1', base: 'e7', number: '1', status: 'confirmed', waiting: false, provisional: false, contested: false, released: false, is_today: false, repeats: [], can: [], masked: false, walk_in: false, arrived: false, erased: false, has_missing: false, has_note: false, form, start: '09:00', end: '09:30', items: [], cases: [], result: 'on_the_spot', forwarded_on: null, leaving: [], history: [], group: [], assisted: [], orders: { orders: [], can_open: [] } };
  expect(fromDetail(detail)).toMatchObject({ editing: { booking: 'b1', base: 'e7' }, form: { name: '王小明', slot: SLOT }, slotByHand: true });
});

it('names every form differently, in letters and digits', () => {
  const [one, other] = [newRequest(), newRequest()];
  expect(one).toMatch(/^[0-9a-f]{32}$/);
  expect(one).not.toBe(other);
});
