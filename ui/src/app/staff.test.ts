// The card of what departments can send, with its words, against a core that answers what each test says.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HallStaff, Names } from '@/generated/bindings';
import { rpc, RpcError, type CommandName } from '@/platform';
import { language } from '@/shared/language';
import { person } from '@/shared/session';
import StaffCard from '@/features/duty/StaffCard.vue';
import { i18n } from './i18n';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const same = (text: string): Names => ({ zh_hans: text, zh_hant: text, en: text });
const STAFF: HallStaff = {
  asks_from: 3, walk_ins: 2,
  departments: [
    { department: 3, name: same('税务局'), contact: '8012', items: [{ item: 7, name: same('发票') }], quota: { approvers: 3, rule: 'all_but', items: [{ item: 7, name: same('发票') }], not_saturdays: [2], cases_per_approver: 10 } },
    { department: 4, name: same('经信局'), contact: '', items: [], quota: null },
  ],
};
let answers: Partial<Record<CommandName, () => unknown>>;
let screen: VueWrapper;
const at = (testid: string) => screen.get<HTMLInputElement>(`[data-testid="${testid}"]`);
const over = (testid: string) => document.querySelector<HTMLInputElement>(`[data-testid="${testid}"]`)!;
const sent = (command: CommandName): unknown[] => core.mock.calls.filter(([name]) => name === command).map(([, input]) => input);

async function open(rights: string[]): Promise<void> {
  person.value = { person: 'p1', name: '张三', roles: ['hall_manager'], rights };
  screen = mount(StaffCard, { attachTo: document.body, global: { plugins: [i18n, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] } });
  await flushPromises();
}

beforeEach(() => {
  language.value = 'zh-Hans';
  i18n.global.locale.value = 'zh-Hans';
  answers = { hall_staff: () => STAFF };
  core.mockReset().mockImplementation(async (command) => (answers[command]?.() ?? {}) as never);
});
afterEach(() => screen.unmount());

it('says of each department what it can send; of whom nothing is entered, that there is no limit', async () => {
  await open(['read_book', 'answer_for_hall']);
  expect(screen.findAll('[data-testid="staff-now"]').map((one) => one.text())).toEqual(['3 人 · 不办“发票” · 第 2 个周六不来 · 每人 10 件', '人数不限']);
});

it('is only to be read by whoever does not answer for the hall', async () => {
  await open(['read_book']);
  expect([screen.find('[data-testid="staff-edit"]').exists(), screen.find('[data-testid="staff-rules-save"]').exists(), at('staff-walk-ins').element.disabled]).toEqual([false, false, true]);
});

it('saves the rules of the hall, and says at its field what is wrong', async () => {
  await open(['read_book', 'answer_for_hall']);
  answers.hall_staff_set = () => {
    throw new RpcError({ code: 'request.fields', params: {}, fields: [{ field: 'walk_ins', code: 'duty.walk_ins', params: {} }], confirmable: false });
  };
  await at('staff-walk-ins').setValue('x');
  await at('staff-rules-save').trigger('click');
  await flushPromises();
  expect(at('field-error-walk_ins').text()).toContain('整数');
  answers.hall_staff_set = () => ({});
  await at('staff-walk-ins').setValue('４');
  await at('staff-rules-save').trigger('click');
  await flushPromises();
  expect(sent('hall_staff_set')).toEqual([{ asks_from: 3, walk_ins: -1 }, { asks_from: 3, walk_ins: 4 }]);
});

it('changes one department, and loses nothing of what stood', async () => {
  await open(['read_book', 'answer_for_hall']);
  await screen.findAll('[data-testid="staff-edit"]')[0]!.trigger('click');
  await flushPromises();
  const approvers = over('staff-approvers');
  approvers.value = '';
  approvers.dispatchEvent(new Event('input'));
  over('staff-saturday-4').click();
  over('staff-save').click();
  await flushPromises();
  expect(sent('duty_staff')).toEqual([{ department: 3, approvers: null, rule: 'all_but', items: [7], not_saturdays: [2, 4], cases_per_approver: 10, contact: '8012' }]);
  expect(over('staff-dialog')).toBeNull();
});
