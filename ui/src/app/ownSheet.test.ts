// What somebody of a department sees: the department is chosen once, and only what is published is shown.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DutySheet, OwnSheet, SheetHalf } from '@/generated/bindings';
import { rpc } from '@/platform';
import OwnSheetScreen from '@/features/duty/OwnSheetScreen.vue';
import { goToDay } from '@/shared/day';
import { person } from '@/shared/session';
import { screensOf } from './frame/screens';
import { i18n } from './i18n';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const same = (text: string) => ({ zh_hans: text, zh_hant: text, en: text });
const half = (given: Partial<SheetHalf>): SheetHalf => ({ need: 0, coming: 0, names: '', from: null, until: null, items: [], ...given });
const SHEET: DutySheet = {
  date: '2026-11-28', contact: { name: same('厅'), address: '', telephone: '' }, number: 2, by: '张三', at: '2026-11-26T10:00:00', copy: 0, windows: null,
  lines: [{ department: 3, name: same('税务局'), changed: false, afternoon: half({}), morning: half({ need: 2, coming: 1, names: '王芳', from: '09:00', until: '11:00', items: [{ item: 1, name: same('非税缴款'), cases: 4 }] }) }],
};
const asked: unknown[] = [];
let sheet: DutySheet | null;
let screen: VueWrapper;

async function open(): Promise<void> {
  screen = mount(OwnSheetScreen, { attachTo: document.body, global: { plugins: [i18n, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] } });
  await flushPromises();
}
const said = (testid: string): string => screen.get(`[data-testid="${testid}"]`).text();

beforeEach(() => {
  localStorage.clear();
  asked.length = 0;
  sheet = SHEET;
  core.mockReset().mockImplementation(async (_, input) => {
    asked.push((input as { department: number | null }).department);
    const answer: OwnSheet = { date: '2026-11-28', departments: [{ department: 3, name: same('税务局'), short: same('税务') }, { department: 4, name: same('经信局'), short: same('经信') }], sheet: (input as { department: number | null }).department === null ? null : sheet };
    return answer as never;
  });
  person.value = { person: 'p1', name: '李审', roles: ['approver'], rights: ['read_book', 'see_own_sheet'] };
  goToDay('2026-11-28');
});
afterEach(() => screen.unmount());

it('asks once which department it is, and remembers it for whoever chose', async () => {
  await open();
  expect(asked).toEqual([null]);
  await screen.get('[data-testid="own-department"]').setValue('3');
  await flushPromises();
  expect(asked).toEqual([null, 3]);
  expect(said('own-version')).toContain('第 2 版');
  expect(said('own-morning')).toBe('1 / 2 人（王芳） 09:00–11:00 非税缴款 4');
  expect(said('own-afternoon')).toBe('—');
  screen.unmount();
  await open();
  expect(asked.at(-1)).toBe(3);
  screen.unmount();
  person.value = { person: 'p2', name: '钱审', roles: ['approver'], rights: ['read_book', 'see_own_sheet'] };
  await open();
  expect(asked.at(-1)).toBeNull();
});

it('says that nothing is published, and that nobody has to come', async () => {
  localStorage.setItem('yanshi.own_department.p1', '4');
  sheet = null;
  await open();
  expect(said('own-none')).toContain('还没有发布');
  screen.unmount();
  sheet = { ...SHEET, lines: [] };
  await open();
  expect(said('own-none')).toContain('不用来人');
});

it('stands in the rail of an approver in the place of the allocation', () => {
  const names = (...rights: string[]): string[] => screensOf((command) => rights.includes(command)).map(({ name }) => name);
  expect(names('book_day', 'own_sheet')).toEqual(['book', 'own_sheet']);
  expect(names('book_day', 'own_sheet', 'allocation')).toEqual(['book', 'duty']);
});
