// The figures of a month on screen, against a core that answers what each test says.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CoverageLine, FigureNumber, Figures, PromiseLine } from '@/generated/bindings';
import { rpc, type CommandName } from '@/platform';
import FiguresScreen from '@/features/figures/FiguresScreen.vue';
import { focusDay } from '@/shared/day';
import { language } from '@/shared/language';
import { person } from '@/shared/session';
import { pressed } from '@/shared/shortcuts';
import { i18n } from './i18n';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const of = (...bookings: number[]): FigureNumber => ({ count: bookings.length, bookings });
const same = (text: string) => ({ zh_hans: text, zh_hant: text, en: text });
const cases = (given: Partial<CoverageLine>): CoverageLine => ({
  department: 3, name: same('市场监管局'), morning: null, covered: of(0), not_covered: of(), not_recorded: of(1), all: of(0, 1), per_mille: 500, ...given,
});
const line = (promised: PromiseLine['promised'], given: Partial<PromiseLine> = {}): PromiseLine => ({
  promised, same_day: of(), forwarded: of(), not_come: of(), not_recorded: of(), all: of(), per_mille: null, ...given,
});
const NOVEMBER: Figures = {
  first: '2026-11-01', until: '2026-11-28',
  bookings: [
    { booking: 'b1', number: '202 398 9198', date: '2026-11-21', at: '09:00', seated: true },
    { booking: 'b2', number: '202 398 9199', date: '2026-11-28', at: '13:30', seated: true },
  ],
  coverage: [
    cases({ morning: true, not_recorded: of(), all: of(0), per_mille: 1000 }), cases({ morning: false, covered: of(), all: of(1), per_mille: 0 }), cases({}),
    cases({ department: 9, name: null, morning: true }), cases({ department: 9, name: null }),
    cases({ department: null, name: null, morning: true }), cases({ department: null, name: null, morning: false }),
    cases({ department: null, name: null, all: { count: 3, bookings: [0, 1] }, per_mille: 667 }),
  ],
  unrouted: of(1),
  days: [{ date: '2026-11-21', morning: true, afternoon: true, stationed: 8, sum: { called: 3, everybody: 16, saved: 13 }, unanswered: 1 }],
  silent: ['2026-11-14'],
  presence: { called: 3, everybody: 16, saved: 13 },
  unanswered: 1,
  promises: [line('on_the_spot', { same_day: of(0), all: of(0), per_mille: 1000 }), line('once_confirmed'), line('not_promised'), line('not_recorded', { not_recorded: of(1), all: of(1) }), line('all', { same_day: of(0), not_recorded: of(1), all: of(0, 1) })],
};
const EMPTY: Figures = {
  ...NOVEMBER, until: null, bookings: [], coverage: [], unrouted: of(), days: [], silent: [], presence: { called: 0, everybody: 0, saved: 0 }, unanswered: 0, promises: [],
};

let screen: VueWrapper;
const sent = (command: CommandName): unknown[] => core.mock.calls.filter(([name]) => name === command).map(([, input]) => input);
const text = (testid: string): string => screen.find(`[data-testid="${testid}"]`).text();
const rows = (testid: string): string[][] => screen.findAll(`[data-testid="${testid}"]`).map((row) => row.findAll('th, td').map((cell) => cell.text()));

beforeEach(async () => {
  language.value = 'zh-Hans';
  focusDay.value = '2026-11-28';
  person.value = { person: 'p1', name: '张三', roles: ['duty_leader'], rights: ['read_book', 'record_duty'] };
  core.mockImplementation((command, input) => {
    if (command === 'figures_export') return Promise.resolve({ path: '/made/figures.xlsx' } as never);
    return Promise.resolve(((input as { date: string }).date < '2026-12' ? NOVEMBER : EMPTY) as never);
  });
  const plugins = [i18n, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] as never[];
  screen = mount(FiguresScreen, { attachTo: document.body, global: { plugins } });
  await flushPromises();
});
afterEach(() => {
  screen.unmount();
  core.mockReset();
});

it('looks at the month of the day in focus, and says what is missing as missing', () => {
  expect(sent('figures')).toEqual([{ date: '2026-11-01' }]);
  expect(text('month')).toBe('2026年11月');
  expect(rows('coverage-line')[0]).toEqual(['市场监管局', '上午', '1', '0', '0', '1', '100.0%']);
  expect(rows('coverage-line').map(([first]) => first)).toEqual(['市场监管局', '下午', '合计', '目录中已没有的部门（9）', '合计', '下午', '合计']);
  expect(text('coverage-rate')).toBe('到岗率 66.7%');
  expect(rows('promise-line')[1]).toEqual(['部门确认后当场可领', '0', '0', '0', '0', '0', '—']);
  expect(text('promises-rate')).toBe('承诺兑现率 100.0%');
  expect(rows('presence-line')).toEqual([['11月14日 周六', '— 没有记录'], ['11月21日 周六', '2', '8', '3', '16', '13', '1']]);
  expect(text('presence-rate')).toBe('比全员到岗少来 13 人次');
});

it('leads from a number to its bookings, and says where they are fewer than its cases', async () => {
  const all = screen.findAll('[data-testid="coverage-line"]').at(-1);
  await all?.find('[data-number="all"] [data-testid="figure"]').trigger('click');
  const shown = [...document.querySelectorAll<HTMLElement>('[data-testid="allocation-booking"]')];
  expect(shown.map((one) => one.textContent?.replace(/\s+/g, ' ').trim())).toEqual(['11月21日 周六 09:00 202 398 9198', '11月28日 周六 13:30 202 398 9199']);
  expect(document.querySelector('[data-testid="allocation-bookings"]')?.textContent).toContain('3 件，来自 2 个预约');
  shown[1]?.click();
  expect(screen.emitted('open')).toEqual([['b2', '2026-11-28']]);
});

it('leads from a day to its allocation', async () => {
  await screen.find('[data-testid="presence-day"]').trigger('click');
  expect(screen.emitted('day')).toEqual([['2026-11-21']]);
});

it('goes from month to month by keys, and says in one sentence where nothing is on record', async () => {
  pressed(new KeyboardEvent('keydown', { key: 'PageDown', altKey: true, cancelable: true }));
  await flushPromises();
  expect(sent('figures')).toEqual([{ date: '2026-11-01' }, { date: '2026-12-01' }]);
  expect(text('figures-none')).toContain('没有可统计的数字');
  expect(screen.find('[data-testid="figures-coverage"]').exists()).toBe(false);
  await screen.find('[data-testid="month-previous"]').trigger('click');
  await flushPromises();
  expect(text('month')).toBe('2026年11月');
});

it('follows the day in focus', async () => {
  focusDay.value = '2027-01-09';
  await flushPromises();
  expect(text('month')).toBe('2027年1月');
});

it('saves the month in the words of the screen', async () => {
  await screen.find('[data-testid="figures-save"]').trigger('click');
  await flushPromises();
  const [asked] = sent('figures_export') as [{ date: string; promised: string[]; coverage: { headers: string[] } }];
  expect(asked).toMatchObject({ date: '2026-11-01', language: 'zh-Hans', sum: '合计' });
  expect(asked.promised).toHaveLength(NOVEMBER.promises.length);
  expect(asked.coverage.headers).toEqual(['部门', '半天', '有人批', '没人批', '未记录', '合计', '到岗率']);
  expect(text('figures-file')).toContain('/made/figures.xlsx');
});
