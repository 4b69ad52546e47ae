// Work orders and praise with their words, against a core that answers what each test says.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { DOMWrapper, flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import type { Component } from 'vue';
import type { CaseDetail, Failure, OrderCard } from '@/generated/bindings';
import { rpc, RpcError, type CommandName } from '@/platform';
import OrdersDialog from '@/features/assist/OrdersDialog.vue';
import RatingForm from '@/features/assist/RatingForm.vue';
import OrderSection from '@/shared/orders/OrderSection.vue';
import { i18n } from './i18n';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);

const NAMES = { zh_hans: '食品经营许可', zh_hant: '食品經營許可', en: 'Food business licence' };
const LI = { person: 'p1', name: '李娜' };
const ZHAO = { person: 'p2', name: '赵强' };
const ORDER: OrderCard = {
  order: 'o1', why: 'bad_rating', case: 'c1', booking: null, items: [NAMES], masked_name: '王*', opened: '2026-11-28T10:00:00', due: '2026-12-04', overdue: false, days_over: 0,
  owner: LI, about: '等得久', outcome: null, ended: null, words: '', can_settle: true,
};
const LATE: OrderCard = { ...ORDER, order: 'o0', overdue: true, days_over: 2, case: null, booking: 'b1', why: 'booked' };
const SETTLED: OrderCard = { ...ORDER, order: 'o2', outcome: 'explained', ended: '2026-11-30T09:00:00', words: '已说明', can_settle: false };

const page = new DOMWrapper(document.body);
const at = (testid: string) => page.get<HTMLInputElement>(`[data-testid="${testid}"]`);
const all = (testid: string) => page.findAll(`[data-testid="${testid}"]`);
const sent = (command: CommandName): unknown[] => core.mock.calls.filter(([name]) => name === command).map(([, input]) => input);
let shown: VueWrapper;

async function show(component: Component, props: Record<string, unknown>, answers: Partial<Record<CommandName, () => unknown>> = {}): Promise<void> {
  const said: typeof answers = { orders: () => ({ orders: [LATE, ORDER, SETTLED], owners: [LI, ZHAO] }), ...answers };
  core.mockReset().mockImplementation(async (command) => (said[command]?.() ?? {}) as never);
  shown = mount(component, { props, attachTo: document.body, global: { plugins: [i18n, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] } });
  await flushPromises();
}
afterEach(() => {
  shown.unmount();
  document.body.replaceChildren();
});
const refuse = (failure: Partial<Failure>) => () => {
  throw new RpcError({ code: 'internal', params: {}, fields: [], confirmable: false, ...failure });
};

it('lists the open ones, the late one in red, and settled ones on request', async () => {
  await show(OrdersDialog, { first: null });
  expect(all('order-row').map((row) => row.attributes('data-order'))).toEqual(['o0', 'o1']);
  expect(all('order-row')[0]?.text()).toContain('超期 2 个工作日');
  await at('orders-all').setValue(true);
  expect(all('order-row')).toHaveLength(3);
});

it('goes from order to order by keys, and shows which one it is about', async () => {
  await show(OrdersDialog, { first: null });
  expect(document.activeElement?.getAttribute('data-order')).toBe('o0');
  await all('order-row')[0]?.trigger('keydown', { key: 'ArrowDown' });
  await flushPromises();
  expect(document.activeElement?.getAttribute('data-order')).toBe('o1');
  await at('order-case').trigger('click');
  expect(shown.emitted('case')).toEqual([['c1']]);
});

it('is given to somebody, and settled with an outcome and words', async () => {
  await show(OrdersDialog, { first: 'o1' });
  expect(at('order-end').element.disabled).toBe(true);
  await at('order-to').setValue('p2');
  await at('order-assign').trigger('click');
  await flushPromises();
  expect(sent('order_assign')).toEqual([{ order: 'o1', owner: 'p2' }]);
  await at('order-outcome').setValue('passed_on');
  await at('order-words').setValue('转区局');
  await at('order-end').trigger('click');
  await flushPromises();
  expect(sent('order_end')).toEqual([{ order: 'o1', outcome: 'passed_on', words: '转区局' }]);
});

it('offers nothing of somebody else’s', async () => {
  await show(OrdersDialog, { first: 'o1' }, { orders: () => ({ orders: [{ ...ORDER, can_settle: false }], owners: [LI] }) });
  expect(all('order-end')).toEqual([]);
  expect(at('order-panel').text()).toContain('不是您负责的工单');
});

it('is opened for the reason that the core offers, and keeps what was typed when it is refused', async () => {
  let known = true;
  await show(OrderSection, { orders: { orders: [], can_open: ['not_possible'] }, case: 'c1' }, {
    order_open: () => (known ? refuse({ code: 'request.fields', fields: [{ field: 'why', code: 'assist.order_known', params: {} }] })() : { order: 'o9' }),
  });
  expect(all('order-form')).toEqual([]);
  await at('order-begin').trigger('click');
  await flushPromises();
  await at('order-about').setValue('缺一个章');
  await at('order-open').trigger('click');
  await flushPromises();
  expect(at('order-section').text()).toContain('已有一张没办结的工单');
  known = false;
  await at('order-open').trigger('click');
  await flushPromises();
  expect(sent('order_open')[1]).toMatchObject({ why: 'not_possible', case: 'c1', booking: null, about: '缺一个章', owner: null });
  expect(all('order-form')).toEqual([]);
});

it('is nowhere where there is none and no reason for one', async () => {
  await show(OrderSection, { orders: { orders: [], can_open: [] } });
  expect(all('order-section')).toEqual([]);
});

it('notes praise by itself, never fills in a rating, and takes one back', async () => {
  const rate = vi.fn(async () => true);
  const detail = (rating: string | null, praised: boolean, masked: boolean, praise: string[]) => ({ line: { rating, praised }, masked, praise }) as unknown as CaseDetail;
  await show(RatingForm, { detail: detail(null, false, true, []), rates: true, busy: false, failure: null, rate });
  expect([at('drawer-rating').element.value, at('drawer-praise').element.value]).toEqual(['', '']);
  expect(at('drawer-rate').element.disabled).toBe(true);
  await at('drawer-praise').setValue('跑得快');
  await at('drawer-rate').trigger('click');
  await flushPromises();
  expect(rate).toHaveBeenLastCalledWith(null, '跑得快');
  expect(at('drawer-praise').element.value).toBe('');
  await shown.setProps({ detail: detail('dissatisfied', true, true, []) });
  expect(all('praise-hidden')).toHaveLength(1);
  await at('drawer-unrate').trigger('click');
  expect(rate).toHaveBeenLastCalledWith(null, '');
  await shown.setProps({ detail: detail(null, true, false, ['跑得快']) });
  expect(at('praise-said').text()).toBe('跑得快');
});
