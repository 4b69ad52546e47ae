// The appointment book with its words, against a core that answers what each test says.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BookDay, BookingSaved, Failure, Outlook } from '@/generated/bindings';
import { rpc, RpcError, type CommandName } from '@/platform';
import { goToDay } from '@/shared/day';
import { person } from '@/shared/session';
import { pressed } from '@/shared/shortcuts';
import BookScreen from '@/features/book/BookScreen.vue';
import { toDraft } from '@/features/book/form/draft';
import { emptyForm } from '@/features/book/form/formState';
import { i18n } from './i18n';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);

const NAMES = { zh_hans: '食品经营许可', zh_hant: '食品經營許可', en: 'Food business licence' };
const CARD = { date: '2026-11-28', kind: 'ordinary_saturday', holiday: null, open: true, past: false, tentative: false } as const;
const DAY: BookDay = {
  date: '2026-11-28', day: CARD, previous: { ...CARD, date: '2026-11-21' }, next: { ...CARD, date: '2026-12-05' }, next_open: null, frozen: false,
  waiting: [],
  sessions: [{ session: 0, serves: null, from: '09:00', to: '10:00', slots: [
    { slot: 0, start: '09:00', end: '09:30', past: false, seats: 2, taken: 1, cells: [
      { seat: 1, booking: 'b1', continued: false, name: '王*', item: NAMES, items: 1, party: 1, departments: [1], marks: ['green'] }] },
    { slot: 1, start: '09:30', end: '10:00', past: false, seats: 2, taken: 0, cells: [] },
  ] }],
  departments: [], totals: { people: 1, bookings: 1, items: 1, seats: 4, free: 3 },
};
const OUTLOOK: Outlook = {
  items: [], result: 'on_the_spot', forwarded_on: null, slots_needed: 1, suitable: { session: 0, slot: 0 }, provisional: false, frozen: false, closed: null,
  slots: [
    { session: 0, slot: 0, start: '09:00', end: '09:30', free: 1, state: 'free', result: 'on_the_spot', denied: [], cost: null, effects: [] },
    { session: 0, slot: 1, start: '09:30', end: '10:00', free: 2, state: 'free', result: 'on_the_spot', denied: [], cost: null, effects: [] },
  ],
};
const SAVED: BookingSaved = {
  booking: 'b2', others: [], undo: { token: 'u1', until: '2099-01-01T00:00:00' },
  slip: {
    booking: 'b2', hall: NAMES, address: '', telephone: '', number: '202 398 9198', language: 'zh-Hans', date: '2026-11-28', start: '09:00', end: '09:30', name: '李四', party: 1,
    green_channel: false, items: [], missing: '', earlier: null, earlier_number: '', agent: '', tentative: false, result: 'on_the_spot', forwarded_on: null, cancelled: false, provisional: false, walk_in: false, callable: true, reprint: false, copy: 1, demo: true,
    qr_size: 21, qr_path: 'M0 0h1v1H0z',
  },
};

let answers: Partial<Record<CommandName, () => unknown>>;
let screen: VueWrapper;

const at = (testid: string) => screen.get<HTMLInputElement>(`[data-testid="${testid}"]`);
const sent = (command: CommandName): unknown[] => core.mock.calls.filter(([name]) => name === command).map(([, input]) => input);
const refuse = (failure: Partial<Failure>) => () => {
  throw new RpcError({ code: 'internal', params: {}, fields: [], confirmable: false, ...failure });
};

beforeEach(async () => {
  answers = {
    day_head: () => DAY,
    book_day: () => DAY,
    outlook: () => OUTLOOK,
    draft_show: () => ({ text: null }),
    item_search: () => ({ hits: [{ item: 4, names: NAMES, matched: NAMES.zh_hans, marks: [], departments: [], window_minutes: 20, excluded: false }], total: 1 }),
    booking_make: () => SAVED,
  };
  core.mockReset().mockImplementation(async (command) => (answers[command]?.() ?? {}) as never);
  person.value = { person: 'p1', name: '张三', roles: ['consultant'], rights: ['read_book', 'write_booking', 'see_full_name', 'record_duty'] };
  goToDay('2026-11-28');
  screen = mount(BookScreen, {
    attachTo: document.body,
    global: { plugins: [i18n, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] },
  });
  await flushPromises();
});
afterEach(() => screen.unmount());

async function fillIn(): Promise<void> {
  await at('item-input').setValue('spjy');
  await flushPromises();
  await at('item-input').trigger('keydown', { key: 'Enter' });
  await at('name-input').setValue('李四');
  await flushPromises();
}

async function enter(testid = 'name-input'): Promise<void> {
  await at(testid).trigger('keydown', { key: 'Enter' });
  await flushPromises();
}

describe('a booking', () => {
  it('is made by keyboard, shows its number, and leaves the form empty with the cursor in it', async () => {
    await fillIn();
    await enter();
    expect(sent('booking_make')).toEqual([expect.objectContaining({
      confirmed: [],
      form: expect.objectContaining({ items: [4], name: '李四', slot: { session: 0, slot: 0 }, date: '2026-11-28', party: 1 }),
    })]);
    expect(at('slip-number').text()).toBe('202 398 9198');
    expect(at('name-input').element.value).toBe('');
    expect(document.activeElement).toBe(at('item-input').element);
  });

  it('is not saved by the Enter that ends a composition', async () => {
    await fillIn();
    await at('name-input').trigger('keydown', { key: 'Enter', isComposing: true });
    await at('name-input').trigger('keydown', { key: 'Enter', keyCode: 229 });
    await flushPromises();
    expect(sent('booking_make')).toEqual([]);
  });

  it('is sent once, however often Enter is pressed', async () => {
    await fillIn();
    await Promise.all([enter(), enter(), enter()]);
    expect(sent('booking_make')).toHaveLength(1);
  });

  it('takes the time that is pressed on the board', async () => {
    await screen.findAll('[data-testid="seat-free"]')[1]!.trigger('click');
    await fillIn();
    await enter();
    expect(sent('booking_make')).toEqual([expect.objectContaining({ form: expect.objectContaining({ slot: { session: 0, slot: 1 } }) })]);
  });

  it('goes back into the form when it is undone', async () => {
    await fillIn();
    await enter();
    const key = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true });
    pressed(key);
    await flushPromises();
    expect(sent('undo')).toEqual([{ token: 'u1', confirmed: [] }]);
    expect(at('name-input').element.value).toBe('李四');
    await enter();
    const requests = sent('booking_make').map((input) => (input as { request: string }).request);
    expect(new Set(requests).size).toBe(2);
  });
});

describe('the form', () => {
  it('says for which day it books', async () => {
    expect(at('slot-date').text()).toBe('11月28日 周六');
    goToDay('2026-12-05');
    await flushPromises();
    expect(at('slot-date').text()).toBe('12月5日 周六');
  });

  it('is cleared by one press and brought back by the next', async () => {
    await fillIn();
    await at('form-clear').trigger('click');
    expect(at('name-input').element.value).toBe('');
    await at('form-clear').trigger('click');
    await flushPromises();
    expect(at('name-input').element.value).toBe('李四');
    expect(screen.findAll('[data-testid="item-tag"]')).toHaveLength(1);
  });

  it('says whether somebody can be called, where something may change', async () => {
    const slots = OUTLOOK.slots.map((slot) => ({ ...slot, result: 'on_the_spot_once_confirmed' as const }));
    answers.outlook = () => ({ ...OUTLOOK, slots, result: 'on_the_spot_once_confirmed', items: [{ item: 4, names: NAMES, departments: [], materials: [], window_minutes: 20, promised_days: null, fee: false, excluded: null, sample: [], result: 'on_the_spot_once_confirmed' }] });
    await fillIn();
    expect(at('outlook-call').text()).toContain('还没有填电话');
    await at('phone-input').setValue('13800138000');
    expect(at('outlook-call').text()).toContain('会打电话告知');
  });
});

describe('a refusal', () => {
  it('stands at its field, takes the cursor there, and loses nothing', async () => {
    answers.booking_make = refuse({ code: 'request.fields', fields: [{ field: 'phone', code: 'booking.phone_length', params: {} }] });
    await fillIn();
    await enter();
    expect(at('field-error-phone').text()).toContain('11 位');
    expect(document.activeElement).toBe(at('phone-input').element);
    expect(at('name-input').element.value).toBe('李四');
    expect(screen.findAll('[data-testid="item-tag"]')).toHaveLength(1);
  });

  it('of the disk stays above the form, and what was typed stays in it', async () => {
    answers.booking_make = refuse({ code: 'store.disk_full' });
    await fillIn();
    await enter();
    expect(at('form-error').text()).toContain('磁盘满了');
    expect(at('name-input').element.value).toBe('李四');
  });

  it('that may be accepted is sent again with its code', async () => {
    answers.booking_make = refuse({ code: 'confirm.slot_past', confirmable: true });
    await fillIn();
    await enter();
    answers.booking_make = () => SAVED;
    await at('confirm-anyway').trigger('click');
    await flushPromises();
    expect(sent('booking_make').at(-1)).toMatchObject({ confirmed: ['confirm.slot_past'] });
    expect(at('slip-number').text()).toBe('202 398 9198');
  });
});

describe('what would come back without a seat', () => {
  it('is asked about first, by a button of its own and by no key', async () => {
    await fillIn();
    await enter();
    answers.undo = refuse({ code: 'confirm.undo_waits', confirmable: true });
    for (let press = 0; press < 2; press++) {
      pressed(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true }));
      await flushPromises();
    }
    expect(sent('undo')).toEqual([{ token: 'u1', confirmed: [] }, { token: 'u1', confirmed: [] }]);
    expect(at('slip').text()).toContain('没有席位');
    answers.undo = () => ({});
    await at('undo-anyway').trigger('click');
    await flushPromises();
    expect(sent('undo').at(-1)).toEqual({ token: 'u1', confirmed: ['confirm.undo_waits'] });
    expect(screen.find('[data-testid="slip"]').exists()).toBe(false);
  });
});

describe('the time', () => {
  it('cannot be saved on a day that has none; the day itself says why', async () => {
    answers.outlook = () => ({ ...OUTLOOK, slots: [], suitable: null, closed: { code: 'day.makeup', params: { next: '2026-12-05' }, fields: [], confirmable: false } });
    goToDay('2026-12-12');
    await flushPromises();
    await fillIn();
    await enter();
    expect(sent('booking_make')).toEqual([]);
    expect(at('field-error-slot').text()).toContain('2026年12月5日 星期六');
  });
});

describe('a draft', () => {
  it('comes back when the program does', async () => {
    screen.unmount();
    const fresh = emptyForm('en');
    const form = { ...fresh.form, slot: { session: 0, slot: 1 }, items: [4], name: '王', party: '2', channel: 'carried_over' as const, green_channel: true, missing: '照片', earlier_date: '2026-11-27' };
    const text = toDraft({ ...fresh, itemText: 'sp', slotByHand: true, form }, '2026-11-28');
    answers.draft_show = () => ({ text });
    screen = mount(BookScreen, { attachTo: document.body, global: { plugins: [i18n, [VueQueryPlugin, { queryClient: new QueryClient() }]] } });
    await flushPromises();
    expect(at('name-input').element.value).toBe('王');
    expect(at('missing-input').element.value).toBe('照片');
    expect(at('party-input').element.value).toBe('2');
    expect(at('draft-state').attributes('data-state')).toBe('kept');
  });
});

it('offers no form to somebody who may not book', async () => {
  screen.unmount();
  core.mockClear();
  person.value = { person: 'p2', name: '李四', roles: ['approver'], rights: ['read_book'] };
  screen = mount(BookScreen, { attachTo: document.body, global: { plugins: [i18n, [VueQueryPlugin, { queryClient: new QueryClient() }]] } });
  await flushPromises();
  expect(screen.find('[data-testid="item-input"]').exists()).toBe(false);
  expect(screen.findAll('[data-testid="seat-free"]').length).toBeGreaterThan(0);
  expect(sent('draft_show')).toEqual([]);
});
