// Who came, on screen: the list with its words and keys, against a core that answers what each test says.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Component } from 'vue';
import type { Attendance, AttendanceHalf, AttendancePlace, Language, Names } from '@/generated/bindings';
import { rpc, RpcError, type CommandName } from '@/platform';
import AbsentLines from '@/features/calls/AbsentLines.vue';
import AttendancePanel from '@/features/calls/AttendancePanel.vue';
import { READ_MILLISECONDS } from '@/shared/keys/askTwice';
import { callsDay } from '@/shared/attention';
import { language } from '@/shared/language';
import { person } from '@/shared/session';
import { pressed, shortcuts } from '@/shared/shortcuts';
import { i18n } from './i18n';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const same = (text: string): Names => ({ zh_hans: text, zh_hant: text, en: text });
const place = (at: number, given: Partial<AttendancePlace> = {}): AttendancePlace => ({ place: at, person: null, presence: 'unknown', substitute: null, expected: true, by: null, at: null, ...given });
const half = (department: number, name: string, given: Partial<AttendanceHalf> = {}): AttendanceHalf => ({
  department, name: same(name), short: same(name), morning: true, places: [place(0)], here: 0, missing: 0, open: 1, to_ring: [], arrived: [], remedies: [], ...given,
});
const link = (booking: string, at: string) => ({ booking, number: '202 398 9198', at, seated: true });
const MISSING: Partial<AttendanceHalf> = {
  places: [place(0, { presence: 'missing', by: '张三', at: '2026-11-28T09:05:00' })], missing: 1, open: 0,
  to_ring: [link('b1', '09:30'), link('b2', '10:00')], arrived: [link('b3', '09:00')],
  remedies: [{ kind: 'colleague', colleague: same('市场监管局'), bookings: 1 }, { kind: 'another_day', colleague: null, bookings: 3 }, { kind: 'forward', colleague: null, bookings: 3 }],
};
const TWO: Attendance = {
  date: '2026-11-28',
  halves: [half(3, '税务局', { places: [place(0, { person: '王芳' }), place(1)], open: 2 }), half(4, '经信局')],
};

let found: Attendance;
let refusal: RpcError | null;
let screen: VueWrapper;
const sent = (command: CommandName): unknown[] => core.mock.calls.filter(([name]) => name === command).map(([, input]) => input);
const note = (given: object) => ({ date: '2026-11-28', department: 3, morning: true, place: 0, presence: 'came', name: '', confirmed: [], ...given });
const shown = (testid: string): string[] => screen.findAll(`[data-testid="${testid}"]`).map((one) => one.text());
/** The cells of each line. */
const cells = (): string[][] => screen.findAll('[data-testid="attendance-line"]').map((line) => line.findAll('td').map((cell) => cell.text()));
const over = (testid: string) => document.querySelector<HTMLInputElement>(`[data-testid="${testid}"]`);
const plugins = () => [i18n, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] as never[];

async function open(rights = ['read_book', 'record_duty', 'note_attendance'], what: Component = AttendancePanel): Promise<void> {
  person.value = { person: 'p1', name: '张三', roles: ['duty_leader'], rights };
  screen = mount(what, { attachTo: document.body, props: { date: '2026-11-28', ...(what === AttendancePanel ? { cursor: true } : {}) }, global: { plugins: plugins() } });
  await flushPromises();
}
async function focus(): Promise<void> {
  await (screen.vm as unknown as { focus(): Promise<void> }).focus();
  await flushPromises();
}
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
    pressed(event);
    await flushPromises();
  }
}
const wait = (): Promise<unknown> => vi.advanceTimersByTimeAsync(READ_MILLISECONDS);

function speak(chosen: Language): void {
  language.value = chosen;
  i18n.global.locale.value = chosen;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  speak('zh-Hans');
  found = TWO;
  refusal = null;
  core.mockReset().mockImplementation(async (command) => {
    if (command === 'attendance_note' && refusal !== null) throw refusal;
    return (command === 'attendance' ? found : {}) as never;
  });
});
afterEach(() => {
  screen.unmount();
  vi.useRealTimers();
});

describe('the list', () => {
  it('has a line a person, by name or by place', async () => {
    await open();
    expect(cells()).toEqual([['税务局', '上午', '王芳', '未记', ''], ['税务局', '上午', '第 2 位', '未记', ''], ['经信局', '上午', '第 1 位', '未记', '']]);
    expect(shown('attendance-counts')).toEqual(['到岗 0 · 没来 0 · 未记 3']);
  });

  it('says who came instead, and what the answer has no longer', async () => {
    const places = [place(0, { person: '王芳', presence: 'substitute', substitute: '李强', by: '张三', at: '2026-11-28T09:05:00' }), place(1, { presence: 'came', expected: false })];
    found = { ...TWO, halves: [half(3, '税务局', { places })] };
    await open();
    expect(cells()).toEqual([
      ['税务局', '上午', '王芳', '替班：李强', '张三 记于 11月28日 周六 09:05'],
      ['税务局', '上午', '第 2 位 答复里已没有这一位', '到岗', ''],
    ]);
  });

  it('says where nobody is to come, and offers nothing to whoever may not', async () => {
    found = { ...TWO, halves: [] };
    await open();
    expect(shown('attendance-none')[0]).toContain('还没有部门答复派人来');
    screen.unmount();
    core.mockClear();
    await open(['read_book']);
    expect(sent('attendance')).toEqual([]);
  });

  it('shows its keys on the sheet to whoever may note, and only the list to whoever may not', async () => {
    const shownKeys = (): string[] => [...shortcuts].map(({ combo, label }) => `${combo} ${i18n.global.t(label)}`);
    await open();
    await screen.setProps({ cursor: false });
    expect(shownKeys()).toEqual([]);
    await screen.setProps({ cursor: true });
    expect(shownKeys()).toEqual(['1 到岗名单：到岗', '2 到岗名单：没来', '3 到岗名单：替班', '0 到岗名单：撤回']);
    screen.unmount();
    await open(['read_book', 'record_duty']);
    expect([shownKeys(), shown('attendance-line').length]).toEqual([[], 3]);
    await focus();
    await press('1');
    expect(sent('attendance_note')).toEqual([]);
  });
});

describe('a key', () => {
  it('notes the line in hand, which the arrows choose', async () => {
    await open();
    await focus();
    await press('1', 'ArrowDown', '2');
    expect(sent('attendance_note')).toEqual([note({}), note({ place: 1, presence: 'missing' })]);
    await press('0');
    expect(sent('attendance_note').at(-1)).toEqual(note({ place: 1, presence: 'unknown' }));
  });

  it('asks before the last of a department is missing', async () => {
    await open();
    await focus();
    await press('End', '2');
    expect(sent('attendance_note')).toEqual([]);
    expect(shown('attendance-ask')[0]).toContain('经信局上午就没有人了');
    await press('2');
    expect(sent('attendance_note')).toEqual([]);
    await wait();
    await press('2');
    expect(sent('attendance_note')).toEqual([note({ department: 4, presence: 'missing' })]);
  });

  it('asks for the name of a substitute, who may have none', async () => {
    await open();
    await focus();
    await press('3');
    const field = over('substitute-name')!;
    expect(document.activeElement).toBe(field);
    await press('Enter');
    expect(sent('attendance_note')).toEqual([note({ presence: 'substitute' })]);
    expect(over('substitute-dialog')).toBeNull();
  });

  it('leaves a name that is refused in its field', async () => {
    refusal = new RpcError({ code: 'request.fields', params: {}, confirmable: false, fields: [{ field: 'name', code: 'duty.name_twice', params: {} }] });
    await open();
    await focus();
    await press('3');
    const field = over('substitute-name')!;
    field.value = '王芳';
    field.dispatchEvent(new Event('input'));
    await press('Enter');
    expect(over('field-error-name')?.textContent).toContain('同一个名字写了两次');
    expect(sent('attendance_note')).toEqual([note({ presence: 'substitute', name: '王芳' })]);
    await press('Escape');
    expect(shown('attendance-line')).toHaveLength(3);
  });

  it('asks about another day than today, and then says so to the core', async () => {
    refusal = new RpcError({ code: 'confirm.not_today', params: {}, confirmable: true, fields: [] });
    await open();
    await focus();
    await press('1');
    expect(shown('attendance-ask')[0]).toContain('不是今天');
    expect(document.querySelector('.failure')).toBeNull();
    await wait();
    refusal = null;
    await press('Enter');
    expect(sent('attendance_note').at(-1)).toEqual(note({ confirmed: ['confirm.not_today'] }));
  });
});

describe('an approver who is missing', () => {
  it.each([
    ['zh-Hans', '税务局上午审批人没来：2 个预约要打电话。另有 1 个预约的人已到，请当面说明。可以：请市场监管局能办的人来批（1 个），或改约别的周六，或先收件、工作日转办。'],
    ['zh-Hant', '税务局上午審批人沒來：2 個預約要打電話。另有 1 個預約的人已到，請當面說明。可以：請市场监管局能辦的人來批（1 個），或改約別的週六，或先收件、工作日轉辦。'],
    ['en', 'Approver missing, 税务局 (Morning): 2 bookings to ring.1 more is here: tell them in person.Possible: ask the colleague of 市场监管局 who can do it (1), or another Saturday, or accept now and forward on a working day.'],
  ] as const)('is told with whom to ring and what could be done, in %s', async (chosen, words) => {
    found = { ...TWO, halves: [half(3, '税务局', MISSING), half(4, '经信局')] };
    speak(chosen);
    await open(undefined, AbsentLines);
    expect(screen.get('p').text()).toBe(words);
    await screen.get('[data-testid="absent-calls"]').trigger('click');
    expect(callsDay.value).toBe('2026-11-28');
  });

  it('is no line where nothing hangs on it', async () => {
    found = { ...TWO, halves: [half(3, '税务局', { ...MISSING, to_ring: [], arrived: [], remedies: [] })] };
    await open(undefined, AbsentLines);
    expect(shown('absent-line')).toEqual([]);
  });
});
