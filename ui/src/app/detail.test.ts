// One booking's drawer with its words: what is masked, who may have it shown, and what erasing asks for.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { DOMWrapper, flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import type { BookingDetail } from '@/generated/bindings';
import { rpc, type CommandName } from '@/platform';
import { emptyForm, toBooking } from '@/features/book/form/formState';
import BookingDrawer from '@/features/book/detail/BookingDrawer.vue';
import { person } from '@/shared/session';
import { i18n } from './i18n';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);

const EMPTY = emptyForm('zh-Hans');
const FORM = toBooking({ ...EMPTY, form: { ...EMPTY.form, items: [4], name: '王*', phone: '138****8000' } }, '2026-11-28', { session: 0, slot: 0 });
const MASKED: BookingDetail = {
  booking: 'b1', base: 'e1', number: '202 398 9198', status: 'confirmed', waiting: false, provisional: false, contested: false, released: false, is_today: false, repeats: [], can: ['reveal', 'slip', 'edit', 'arrive', 'cancel', 'erase'], masked: true, walk_in: false, arrived: false, erased: false, has_missing: false, has_note: true,
  form: FORM, start: '09:00', end: '09:30', items: [], cases: [], result: 'on_the_spot', forwarded_on: null, leaving: [], history: [], group: [], assisted: [], orders: { orders: [], can_open: [] },
};
const FULL: BookingDetail = { ...MASKED, masked: false, form: { ...FORM, name: '王小明', phone: '13800138000', note: '轮椅' } };
const ALL = ['read_book', 'write_booking', 'see_full_name', 'erase_personal'];

const page = new DOMWrapper(document.body);
const at = (testid: string) => page.get(`[data-testid="${testid}"]`);
const seen = (testid: string): boolean => page.find(`[data-testid="${testid}"]`).exists();
const sent = (command: CommandName): unknown[] => core.mock.calls.filter(([name]) => name === command).map(([, input]) => input);
let drawer: VueWrapper;

async function open(rights: string[], shown: BookingDetail = MASKED): Promise<void> {
  const answers: Partial<Record<CommandName, unknown>> = {
    booking_show: shown,
    booking_reveal: FULL,
    erase_preview: { bookings: [{ booking: 'b1', number: '202 398 9198', date: '2026-11-28', stands: true, name: '王*', phone: '138****8000' },
      { booking: 'b0', number: '202 398 0001', date: '2026-11-21', stands: false, name: '王*', phone: '138****8000' }], unreadable: 0 },
    booking_erase: { bookings: 2, unreached: ['E:\\backup\\a.db'] },
  };
  person.value = { person: 'p1', name: '李娜', roles: [], rights };
  core.mockReset().mockImplementation(async (command) => (answers[command] ?? {}) as never);
  drawer = mount(BookingDrawer, {
    props: { booking: 'b1' },
    attachTo: document.body,
    global: { plugins: [i18n, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] },
  });
  await flushPromises();
}
afterEach(() => {
  drawer.unmount();
  document.body.replaceChildren();
});

it('shows the full values on request, and masks them again', async () => {
  await open(ALL);
  expect(at('detail').text()).toContain('138****8000');
  await at('detail-reveal').trigger('click');
  await flushPromises();
  expect(sent('booking_reveal')).toEqual([{ booking: 'b1' }]);
  expect(at('detail').text()).toContain('13800138000');
  await at('detail-reveal').trigger('click');
  expect(at('detail').text()).not.toContain('13800138000');
});

it('begins an edit with the full values, never with stars', async () => {
  await open(ALL);
  await at('detail-edit').trigger('click');
  await flushPromises();
  expect(drawer.emitted('edit')).toEqual([[FULL]]);
});

it('offers just what the core says can be done', async () => {
  await open(ALL, { ...MASKED, can: ['reveal', 'seat_again'] });
  expect(['detail-reveal', 'detail-edit', 'detail-arrive', 'detail-seat', 'detail-slip', 'detail-erase', 'detail-cancel'].filter(seen)).toEqual(['detail-reveal', 'detail-seat']);
});

it('offers nothing to who may only read the book', async () => {
  await open(['read_book'], { ...MASKED, can: [] });
  expect(['detail-reveal', 'detail-edit', 'detail-slip', 'detail-erase', 'detail-cancel'].filter(seen)).toEqual([]);
});

it('says that an erased booking is erased, and offers neither full values nor slip', async () => {
  await open(ALL, { ...MASKED, erased: true, can: [] });
  expect(seen('detail-erased')).toBe(true);
  expect(['detail-reveal', 'detail-edit', 'detail-slip', 'detail-erase'].filter(seen)).toEqual([]);
});

it('erases all bookings of the phone once the word is typed, and names the files it could not reach', async () => {
  await open(ALL);
  await at('detail-erase').trigger('click');
  await flushPromises();
  await at('erase-confirm').trigger('click');
  expect(sent('booking_erase')).toEqual([]);
  await at('erase-word').setValue('清除');
  await at('erase-confirm').trigger('click');
  await flushPromises();
  expect(sent('booking_erase')).toEqual([{ bookings: ['b1', 'b0'] }]);
  expect(at('erase-done').text()).toContain('E:\\backup\\a.db');
});
