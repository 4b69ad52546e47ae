// 值班分派 with its words, by keyboard, against a core that answers what each test says.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Allocation, AllocationHalf, AllocationLine, DutySheet, Failure, Names } from '@/generated/bindings';
import { rpc, RpcError, type CommandName } from '@/platform';
import { askDuty } from '@/shared/attention';
import { goToDay } from '@/shared/day';
import { READ_MILLISECONDS } from '@/shared/keys/askTwice';
import { language } from '@/shared/language';
import { clearPaper } from '@/shared/print';
import { person } from '@/shared/session';
import { pressed } from '@/shared/shortcuts';
import DutyScreen from '@/features/duty/DutyScreen.vue';
import { SETTLE_MILLISECONDS } from '@/features/duty/useDutyHand';
import { i18n } from './i18n';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);

const same = (text: string): Names => ({ zh_hans: text, zh_hant: text, en: text });
const HALF: AllocationHalf = {
  need: 1, coming: 0, cases: { held: 1, beside: 0 }, from: '09:00', to: '09:30', answers: [], more: null,
  items: [{ item: 1, name: same('非税缴款'), cases: { held: 1, beside: 0 }, bookings: [{ booking: 'b1', number: '202 398 9198', at: '09:00', seated: true }] }],
};
const EMPTY: AllocationHalf = { ...HALF, need: 0, cases: { held: 0, beside: 0 }, from: null, to: null, items: [] };
const line = (department: number, name: string, given: Partial<AllocationLine> = {}): AllocationLine => ({
  department, name: same(name), short: same(name), state: 'to_tell', next: 'tell', cutoff: '2026-11-27T15:00:00', contact: '8012', bookings: { held: 1, beside: 0 }, waiting: 1,
  morning: HALF, afternoon: EMPTY, answered: null, told: null, has_more: false, seen: [], gaps: [], attempts: 0, quota: null, ...given,
});
const GAP = { morning: true, why: 'fewer', short: 1, items: [], bookings: [{ booking: 'b9', number: '202 398 9999', at: '10:00', seated: true }], closes: ['approvers'] } as const;
const DAY: Allocation = {
  date: '2026-11-28', at: '2026-11-27T10:00:00', contact: { name: same('朝阳区政务服务中心'), address: '', telephone: '' },
  sum: { cases: { held: 34, beside: 2 }, covered: 22, to_contact: 2, coming: 9, everyone: 26 },
  departments: [line(3, '税务局', { seen: ['e1'] }), line(4, '经信局', { state: 'tell_more', next: 'tell_more' }), line(5, '药监局', { state: 'confirmed', next: null, waiting: 0 })],
  ring: [4, 3], idle: [{ department: 9, name: same('卫健委'), short: same('卫健委') }],
  elsewhere: [{ name: same('档案馆'), cases: { held: 2, beside: 0 }, bookings: [{ booking: 'b2', number: '202 398 9200', at: '10:00', seated: true }] }], unrouted: [],
  windows: { clerks: 6, walk_ins: 2, halves: [{ from: '09:00', needed: 7 }], gaps: [{ from: '09:00', to: '09:30', short: true, by: 1 }] },
  published: null, asking_from: '2026-11-25', open: true, past: false,
};
const SHEET: DutySheet = { date: '2026-11-28', contact: DAY.contact, number: 1, by: '张三', at: '2026-11-27T15:00:00', copy: 1, windows: 6, lines: [] };

let answers: Partial<Record<CommandName, () => unknown>>;
let screen: VueWrapper;
let client: QueryClient;
const write = vi.fn();
const at = (testid: string) => screen.get<HTMLElement>(`[data-testid="${testid}"]`);
const over = (testid: string): HTMLElement => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`)!;
const sent = (command: CommandName): unknown[] => core.mock.calls.filter(([name]) => name === command).map(([, input]) => input);
const refuse = (failure: Partial<Failure>) => () => {
  throw new RpcError({ code: 'internal', params: {}, fields: [], confirmable: false, ...failure });
};
const inHand = (): string | undefined => screen.get('[aria-selected="true"]').attributes('data-department');
const wait = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(SETTLE_MILLISECONDS);
  await flushPromises();
};
/** A key where the cursor stands. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
    pressed(event);
    await flushPromises();
  }
}
async function combo(given: KeyboardEventInit): Promise<void> {
  pressed(new KeyboardEvent('keydown', given));
  await flushPromises();
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  language.value = 'zh-Hans';
  i18n.global.locale.value = 'zh-Hans';
  answers = { allocation: () => DAY, hall_staff: () => ({ asks_from: 3, walk_ins: 2, departments: [] }), duty_publish: () => SHEET };
  core.mockReset().mockImplementation(async (command) => (answers[command]?.() ?? {}) as never);
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: write.mockReset().mockResolvedValue(undefined) } });
  person.value = { person: 'p1', name: '张三', roles: ['hall_manager'], rights: ['read_book', 'record_duty', 'answer_for_hall'] };
  goToDay('2026-11-28');
  screen = mount(DutyScreen, { attachTo: document.body, global: { plugins: [i18n, [VueQueryPlugin, { queryClient: (client = new QueryClient({ defaultOptions: { queries: { retry: false } } })) }]] } });
  await flushPromises();
  await wait();
});
afterEach(() => {
  screen.unmount();
  vi.useRealTimers();
});

describe('the list', () => {
  it('stands as the core put it, with the numbers of the day, and the first to ring in hand', () => {
    expect(screen.findAll('[data-testid="allocation-line"]').map((one) => one.attributes('data-state'))).toEqual(['to_tell', 'tell_more', 'confirmed']);
    expect(at('allocation-sum').text()).toContain('22 / 34 件已落实审批人 +2 待定');
    expect(at('windows-gap').text()).toBe('09:00–09:30 缺 1 个窗口');
    expect(at('allocation-version').text()).toContain('第 1 版未发布');
    expect([inHand(), at('allocation-panel').text().includes('先打给')]).toEqual(['4', true]);
  });

  it('moves by arrows, and the panel follows', async () => {
    await press('ArrowUp');
    expect([inHand(), at('allocation-panel').attributes('data-department')]).toEqual(['3', '3']);
    await press('End');
    expect([inHand(), document.activeElement?.getAttribute('data-department')]).toEqual(['5', '5']);
    await press('n');
    expect(inHand()).toBe('4');
  });

  it('leads from every number to its bookings, and from there into the book', async () => {
    await at('allocation-off-count').trigger('click');
    expect(over('allocation-booking').textContent).toContain('202 398 9200');
    over('allocation-booking').click();
    await flushPromises();
    expect(screen.emitted('open')).toEqual([['b2']]);
    await press('b');
    expect(over('allocation-booking').dataset['booking']).toBe('b1');
  });

  it('takes the department that the board asked for in hand', async () => {
    askDuty(5);
    await flushPromises();
    expect(inHand()).toBe('5');
  });
});

describe('by one key', () => {
  it('whoever comes all day is written down, having seen what stood', async () => {
    await press('ArrowUp', '1');
    const comes = { coming: 'comes', approvers: 1, names: '', rule: 'all', items: [], from: '', until: '' };
    expect(sent('duty_answer')).toEqual([{ date: '2026-11-28', department: 3, seen: ['e1'], morning: comes, afternoon: null, means: 'telephone', told_by: '' }]);
  });

  it('a refusal asks first: the same key, once it could be read', async () => {
    await press('5');
    expect(at('answer-ask').text()).toContain('上午还有 1 件等着审批');
    await press('5');
    expect(sent('duty_answer')).toEqual([]);
    await vi.advanceTimersByTimeAsync(READ_MILLISECONDS);
    await press('5');
    expect(sent('duty_answer')).toMatchObject([{ department: 4, morning: { coming: 'cannot' }, afternoon: { coming: 'cannot' } }]);
  });

  it('Enter answers what was asked, and opens no form', async () => {
    await press('3');
    await vi.advanceTimersByTimeAsync(READ_MILLISECONDS);
    await press('Enter');
    expect(sent('duty_answer')).toMatchObject([{ morning: { coming: 'cannot' }, afternoon: { coming: 'comes', approvers: 1 } }]);
    expect(over('answer-form')).toBeNull();
  });

  it('Esc takes the question back, and another department is not asked about', async () => {
    await press('5', 'Escape');
    await vi.advanceTimersByTimeAsync(READ_MILLISECONDS);
    await press('5', 'ArrowUp');
    await vi.advanceTimersByTimeAsync(READ_MILLISECONDS);
    await press('5');
    expect(sent('duty_answer')).toEqual([]);
  });

  it('no key acts twice before the list has come anew', async () => {
    await press('1', '1');
    expect(sent('duty_answer')).toHaveLength(1);
  });

  it('T writes down that it was told, and copies nothing', async () => {
    await press('t');
    expect([sent('duty_tell'), write.mock.calls]).toEqual([[{ date: '2026-11-28', departments: [4], means: 'telephone' }], []]);
  });

  it('keys typed into a text are the text’s', async () => {
    at('duty-told-by').element.focus();
    await press('1', 'c', 't');
    expect([sent('duty_answer'), sent('duty_tell'), write.mock.calls]).toEqual([[], [], []]);
  });
});

describe('the notice', () => {
  it('is copied and written down as told in the chat', async () => {
    await press('c');
    expect(write.mock.calls[0]?.[0]).toContain('经信局');
    expect(sent('duty_tell')).toEqual([{ date: '2026-11-28', departments: [4], means: 'chat' }]);
    expect(at('notice-copied').text()).toContain('经信局');
  });

  it('goes to all who have to be told at once, and to nobody else', async () => {
    await combo({ key: 'n', altKey: true });
    expect(write.mock.calls[0]?.[0]).toMatch(/税务局[\s\S]*经信局/);
    expect(write.mock.calls[0]?.[0]).not.toContain('药监局');
    expect(sent('duty_tell')).toEqual([{ date: '2026-11-28', departments: [3, 4], means: 'chat' }]);
  });

  it.each([
    ['of one department', () => at('notice-print-one').trigger('click'), ['经信局（补充通知）'], ['非税缴款']],
    ['of all who need one', () => combo({ key: 'j', altKey: true }), ['税务局', '经信局（补充通知）'], ['非税缴款']],
  ])('is printed %s in the words that are copied, and tells nobody', async (_, print, departments, items) => {
    const more = { approvers: 0, items: [{ item: 1, name: same('非税缴款'), cases: 1 }], less_approvers: 0, less_items: [] };
    answers.allocation = () => ({ ...DAY, departments: DAY.departments.map((one) => (one.department === 4 ? { ...one, has_more: true, morning: { ...HALF, more } } : one)) });
    await client.invalidateQueries();
    await flushPromises();
    let paper: HTMLElement | null = null;
    window.print = () => void (paper = over('notice-paper').cloneNode(true) as HTMLElement);
    await print();
    await flushPromises();
    const rows = [...paper!.querySelectorAll('tbody tr')];
    expect(rows.map((row) => row.querySelector('td')?.textContent)).toEqual(departments);
    expect(rows.at(-1)?.textContent).toContain(`上午又约 ${items[0]} 1 件`);
    expect(sent('duty_tell')).toEqual([]);
    clearPaper();
  });

  it('that could not be copied is shown, and is told only once a person says so', async () => {
    write.mockRejectedValue(new Error());
    document.execCommand = () => false;
    await press('c');
    expect([over('notice-by-hand') !== null, sent('duty_tell')]).toEqual([true, []]);
    await at('notice-by-hand-done').trigger('click');
    await flushPromises();
    expect(sent('duty_tell')).toHaveLength(1);
  });
});

describe('the form', () => {
  it('opens by Enter, is saved by Enter, and says at its field what is wrong', async () => {
    await press('Enter');
    expect(over('answer-form').textContent).toContain('经信局');
    expect(document.activeElement).toBe(over('answer-morning-approvers'));
    answers.duty_answer = refuse({ code: 'request.fields', fields: [{ field: 'morning.approvers', code: 'duty.approvers', params: { min: '1', max: '99' } }] });
    await press('Enter');
    expect(over('field-error-morning-approvers').textContent).toContain('1 到 99');
    expect(document.activeElement).toBe(over('answer-morning-approvers'));
    answers.duty_answer = () => ({});
    await press('Enter');
    expect(over('answer-form')).toBeNull();
  });
});

describe('a pasted reply', () => {
  it('is accepted line by line, each for its department; what was not understood is said', async () => {
    const comes = { coming: 'comes', approvers: 1, names: '王芳', rule: 'all', items: [], from: '', until: '' };
    answers.duty_pasted = () => ({ replies: [{ department: 3, short: same('税务局'), morning: comes, afternoon: null, told_by: '', text: '税务局 王芳 上午' }], unread: ['收到'] });
    await press('v');
    const field = over('paste-text') as HTMLTextAreaElement;
    field.dispatchEvent(new Event('paste'));
    field.value = '税务局 王芳 上午\n收到';
    field.dispatchEvent(new Event('input'));
    await flushPromises();
    expect(over('pasted-unread').textContent).toContain('收到');
    expect(document.activeElement).toBe(over('pasted-accept'));
    over('pasted-accept').click();
    await flushPromises();
    expect(sent('duty_answer')).toEqual([{ date: '2026-11-28', department: 3, seen: ['e1'], morning: comes, afternoon: null, means: 'chat', told_by: '' }]);
    expect(over('paste-dialog')).toBeNull();
  });
});

describe('publishing', () => {
  it('shows the gaps, asks once, and offers its papers', async () => {
    await combo({ key: 'Enter', ctrlKey: true });
    expect(over('publish-changes').textContent).toContain('第一版');
    expect(over('publish-gaps').textContent).toContain('窗口');
    over('publish-confirm').click();
    await flushPromises();
    expect(sent('duty_publish')).toEqual([{ date: '2026-11-28', seen: 0, confirmed: ['duty.gaps'] }]);
    expect(over('published').dataset['number']).toBe('1');
    expect(over('sheet-door')).not.toBeNull();
  });

  it('confirms no gap that nobody has seen', async () => {
    answers.allocation = () => ({ ...DAY, windows: { ...DAY.windows, gaps: [] } });
    goToDay('2026-12-05');
    answers.allocation = () => ({ ...DAY, date: '2026-12-05', windows: { ...DAY.windows, gaps: [] } });
    await flushPromises();
    await wait();
    answers.duty_publish = refuse({ code: 'duty.gaps', confirmable: true });
    await combo({ key: 'Enter', ctrlKey: true });
    over('publish-confirm').click();
    await flushPromises();
    answers.duty_publish = () => SHEET;
    over('publish-confirm').click();
    await flushPromises();
    expect(sent('duty_publish')).toMatchObject([{ confirmed: [] }, { confirmed: ['duty.gaps'] }]);
  });
});

it('a gap says what is missing and what would close it, with its bookings', async () => {
  answers.allocation = () => ({ ...DAY, date: '2026-12-05', departments: [line(3, '税务局', { state: 'short', next: 'ask_for_more', gaps: [{ ...GAP, bookings: [...GAP.bookings], items: [], closes: [...GAP.closes] }] })], ring: [] });
  goToDay('2026-12-05');
  await flushPromises();
  expect(at('allocation-gap').text()).toContain('上午少来 1 人。可以：再来 1 人');
  await at('allocation-gap-bookings').trigger('click');
  expect(over('allocation-booking').dataset['booking']).toBe('b9');
});

it('on a day that is over nothing can be written down', async () => {
  answers.allocation = () => ({ ...DAY, date: '2026-11-21', past: true });
  goToDay('2026-11-21');
  await flushPromises();
  await wait();
  await press('1', '5', 't', 'Enter', 'v');
  await combo({ key: 'Enter', ctrlKey: true });
  expect([sent('duty_answer'), sent('duty_tell'), over('answer-form'), over('paste-dialog'), over('publish-dialog')]).toEqual([[], [], null, null, null]);
  expect(screen.find('[data-testid="publish"]').exists()).toBe(false);
});

it('on a day closed since, that nobody has to come is told and nothing else', async () => {
  answers.allocation = () => ({ ...DAY, date: '2026-12-12', open: false, ring: [], departments: [line(3, '税务局', { state: 'may_stay', next: 'tell_may_stay', seen: ['e1'] })] });
  goToDay('2026-12-12');
  await flushPromises();
  await wait();
  await press('1');
  expect(sent('duty_answer')).toEqual([]);
  expect(at('allocation-next').attributes('data-next')).toBe('tell_may_stay');
  await press('t');
  expect(sent('duty_tell')).toEqual([{ date: '2026-12-12', departments: [3], means: 'telephone' }]);
});
