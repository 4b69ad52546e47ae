// Whose slip is shown and printed: that of the booking that is open, and of nobody before.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { DOMWrapper, flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BookingDetail, Slip } from '@/generated/bindings';
import { rpc } from '@/platform';
import { emptyForm, toBooking } from '@/features/book/form/formState';
import BookScreen from '@/features/book/BookScreen.vue';
import { askBooking } from '@/shared/attention';
import { goToDay } from '@/shared/day';
import { clearPaper, onPaper } from '@/shared/print';
import { person } from '@/shared/session';
import { pressed } from '@/shared/shortcuts';
import { i18n } from './i18n';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));

const NAMES = { zh_hans: '食品经营许可', zh_hant: '食品經營許可', en: 'Food business licence' };
const EMPTY = emptyForm('zh-Hans');
const FORM = toBooking({ ...EMPTY, form: { ...EMPTY.form, items: [4], name: '王*' } }, '2026-11-28', { session: 0, slot: 0 });
const detail = (booking: string) => ({
  booking, base: 'e1', number: booking, status: 'confirmed', can: ['reveal', 'slip', 'edit', 'arrive', 'cancel'], masked: true, walk_in: false, arrived: false, erased: false, form: FORM, start: '09:00', end: '09:30', items: [], cases: [], leaving: [], history: [], group: [], repeats: [], assisted: [], result: 'on_the_spot', orders: { orders: [], can_open: [] },
}) as unknown as BookingDetail;
const slip = (booking: string) => ({
  hall: NAMES, number: booking, language: 'zh-Hans', date: '2026-11-28', start: '09:00', end: '09:30', name: booking, party: 1, items: [], missing: '', earlier: null, agent: '', result: 'on_the_spot', forwarded_on: null, qr_size: 21, qr_path: '',
}) as unknown as Slip;

const page = new DOMWrapper(document.body);
const seen = (testid: string): boolean => page.find(`[data-testid="${testid}"]`).exists();
const said = (testid: string): string => page.get(`[data-testid="${testid}"]`).text();
const printed: string[] = [];
let screen: VueWrapper;

async function press(key: string, held: KeyboardEventInit, on = 'slip-dialog'): Promise<void> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...held });
  const target = page.find(`[data-testid="${on}"]`);
  (target.exists() ? target.element : document.body).addEventListener('keydown', (heard) => pressed(heard as KeyboardEvent), { once: true });
  (target.exists() ? target.element : document.body).dispatchEvent(event);
  await flushPromises();
}
async function scan(booking: string): Promise<void> {
  askBooking(booking);
  await flushPromises();
}

beforeEach(async () => {
  printed.length = 0;
  window.print = () => {
    printed.push(onPaper.value?.kind === 'slips' ? onPaper.value.slips.map(({ number }) => number).join() : '');
    window.dispatchEvent(new Event('afterprint'));
  };
  vi.mocked(rpc).mockReset().mockImplementation(async (command, input) => {
    const { booking } = input as { booking: string };
    if (command === 'booking_show') return detail(booking) as never;
    if (command === 'slip_issue') return slip(booking) as never;
    return (command === 'draft_show' ? { text: null } : {}) as never;
  });
  person.value = { person: 'p1', name: '张三', roles: [], rights: ['read_book', 'see_full_name'] };
  goToDay('');
  screen = mount(BookScreen, { attachTo: document.body, global: { plugins: [i18n, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] } });
  await flushPromises();
});
afterEach(() => {
  screen.unmount();
  clearPaper();
  document.body.replaceChildren();
});

it('a slip is gone when another booking is opened, and Ctrl+P in its drawer prints nobody', async () => {
  await scan('甲');
  await press('p', { altKey: true }, 'detail');
  expect(said('slip-dialog')).toContain('甲');
  await scan('乙');
  expect([said('detail').includes('乙'), seen('slip-dialog')]).toEqual([true, false]);
  await press('p', { ctrlKey: true }, 'detail');
  expect(printed).toEqual([]);
  await press('p', { altKey: true }, 'detail');
  expect([said('slip-dialog').includes('乙'), said('slip-dialog').includes('甲')]).toEqual([true, false]);
  await press('p', { ctrlKey: true });
  expect(printed).toEqual(['乙']);
});
